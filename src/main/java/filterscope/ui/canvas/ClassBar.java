package filterscope.ui.canvas;

/// How probable one class is to two networks.
///
/// @param name of the class
/// @param floating probability in the float network, 0 to 1
/// @param compressed probability in the compressed network, 0 to 1
/// @param isLabel whether the image shows this class
public record ClassBar(String name, double floating, double compressed, boolean isLabel) {}
