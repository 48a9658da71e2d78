package filterscope.export;

import filterscope.kernel.ActivationGrid;
import filterscope.method.ActivationQuantizer;
import tools.jackson.databind.node.ObjectNode;

/// How the input of a compressed layer is quantized, in the header of a packed model: a bound that was found on images is not
/// found again.
final class ActivationsCodec {
  private ActivationsCodec() {}

  static void write(ActivationQuantizer activations, ObjectNode node) {
    switch (activations.grid()) {
      case ActivationGrid.Floats _ -> node.put("grid", "floats");
      case ActivationGrid.Sign _ -> node.put("grid", "sign").put("kMap", activations.kMap());
      case ActivationGrid.Unsigned grid -> {
        node.put("grid", "unsigned").put("bits", grid.bits());
        Fields.put(node, "bound", grid.bound());
      }
      case ActivationGrid.Signed grid -> {
        node.put("grid", "signed").put("bits", grid.bits());
        Fields.put(node, "bound", grid.bound());
      }
    }
  }

  static ActivationQuantizer read(Fields node) {
    String grid = node.text("grid");
    return switch (grid) {
      case "floats" -> ActivationQuantizer.FLOAT;
      case "sign" -> new ActivationQuantizer(new ActivationGrid.Sign(), node.flag("kMap"));
      case "unsigned" ->
          new ActivationQuantizer(
              new ActivationGrid.Unsigned(node.whole("bits"), node.single("bound")), false);
      case "signed" ->
          new ActivationQuantizer(
              new ActivationGrid.Signed(node.whole("bits"), node.single("bound")), false);
      default ->
          throw new IllegalArgumentException(
              node.where()
                  + " has activations on the grid "
                  + Fields.shortened(grid)
                  + ", which this version does not know");
    };
  }
}
