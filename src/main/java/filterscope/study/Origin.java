package filterscope.study;

import java.util.Optional;

/// Where figures come from.
///
/// @param network the name of the network
/// @param networkSha256 of its file
/// @param data the name of the image set, or nothing without one
/// @param dataSha256 of the image set, once it is known
/// @param images how many images the set has; 0 without one
/// @param backend the kernels, as people know them; an empty text before they were chosen
/// @param threads that evaluate images
public record Origin(
    String network,
    String networkSha256,
    Optional<String> data,
    Optional<String> dataSha256,
    int images,
    String backend,
    int threads) {}
