package filterscope.data;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The image sets that are known by name.
public final class Catalogue {
  private static final KnownSet FASHION_MNIST =
      new KnownSet(
          "fashion-mnist",
          "Fashion-MNIST",
          "60,000 training and 10,000 test pictures of clothes, 28×28 grey, 10 classes",
          "MIT",
          "https://github.com/zalandoresearch/fashion-mnist",
          List.of(
              "T-shirt/top",
              "Trouser",
              "Pullover",
              "Dress",
              "Coat",
              "Sandal",
              "Shirt",
              "Sneaker",
              "Bag",
              "Ankle boot"),
          Map.of(),
          "on Debian and Ubuntu install the package dataset-fashion-mnist, elsewhere download the"
              + " files from its address and say idx:IMAGES,LABELS");

  private static final KnownSet CIFAR_10 =
      new KnownSet(
          "cifar10",
          "CIFAR-10",
          "50,000 training and 10,000 test photographs, 32×32 colour, 10 classes",
          "none stated",
          "https://www.cs.toronto.edu/~kriz/cifar.html",
          Cifar10Files.CLASSES,
          Map.of(
              "cifar-10-binary.tar.gz",
              "c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd"),
          "'filterscope data get cifar10' fetches them; or unpack cifar-10-binary.tar.gz from its address"
              + " and say cifar10:FOLDER");

  private static final KnownSet MNIST =
      new KnownSet(
          "mnist",
          "MNIST",
          "60,000 training and 10,000 test pictures of handwritten digits, 28×28 grey, 10 classes",
          "none stated",
          "http://yann.lecun.com/exdb/mnist/",
          List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9"),
          Map.of(
              "train-images-idx3-ubyte.gz",
              "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609",
              "train-labels-idx1-ubyte.gz",
              "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c",
              "t10k-images-idx3-ubyte.gz",
              "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6",
              "t10k-labels-idx1-ubyte.gz",
              "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6"),
          "download its files from its address and say idx:IMAGES,LABELS");

  private Catalogue() {}

  public static List<KnownSet> all() {
    return List.of(FASHION_MNIST, CIFAR_10, MNIST);
  }

  public static Optional<KnownSet> byId(String id) {
    return all().stream().filter(set -> set.id().equals(id)).findFirst();
  }
}
