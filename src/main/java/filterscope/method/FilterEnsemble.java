package filterscope.method;

/// How the importance of filters is measured: random masks, each over some of the filters, and the loss under each.
///
/// @param masks how many
/// @param images over how many images the loss is averaged
/// @param share the share of the filters that a mask removes, on average
/// @param seed of the masks
public record FilterEnsemble(int masks, int images, double share, long seed) {}
