package filterscope.export;

import filterscope.job.Progress;
import filterscope.kernel.FloatKernels;

record Report(Subject subject, FloatKernels kernels) {
  String page(Progress progress) {
    progress.checkCancelled();
    return "";
  }
}
