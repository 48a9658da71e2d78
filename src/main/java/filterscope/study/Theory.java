package filterscope.study;

/// How many times faster than float a configuration is by counting operations, under the assumptions of XNOR-Net.
///
/// @param speedup with float activations, as the network runs
/// @param binary if the inputs of all compressed layers had one bit too
public record Theory(double speedup, double binary) {}
