/// The kernels again, written with the Vector API and held to their scalar definitions by tests.
/// The only place that imports `jdk.incubator.vector`.
@NullMarked
package filterscope.kernel.simd;

import org.jspecify.annotations.NullMarked;
