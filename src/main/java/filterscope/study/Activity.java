package filterscope.study;

/// Work that is under way, for the status bar.
///
/// @param share how much is done, from 0 to 1, or a negative number when that is unknown
/// @param what a few words: "evaluating image 400 of 10,000"
/// @param cancel asks it to stop
public record Activity(String title, double share, String what, Runnable cancel) {}
