package filterscope.ui.canvas;

import java.time.DayOfWeek;
import java.util.List;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.controlsfx.control.BreadCrumbBar;
import org.controlsfx.control.NotificationPane;
import org.controlsfx.control.PropertySheet;
import org.controlsfx.control.RangeSlider;
import org.controlsfx.control.SearchableComboBox;
import org.controlsfx.control.SegmentedButton;
import org.controlsfx.control.StatusBar;
import org.controlsfx.control.ToggleSwitch;
import org.controlsfx.control.textfield.CustomTextField;
import org.controlsfx.control.textfield.TextFields;
import org.controlsfx.property.BeanPropertyUtils;

/// The controls of ControlsFX that the program uses, side by side, to see that the style sheet fits them to the theme.
final class GalleryControls {
  private GalleryControls() {}

  /// Something with properties for a property sheet.
  public static final class Bean {
    private int bits = 4;
    private boolean shared = true;
    private DayOfWeek day = DayOfWeek.MONDAY;

    public int getBits() {
      return bits;
    }

    public void setBits(int value) {
      bits = value;
    }

    public boolean isShared() {
      return shared;
    }

    public void setShared(boolean value) {
      shared = value;
    }

    public DayOfWeek getDay() {
      return day;
    }

    public void setDay(DayOfWeek value) {
      day = value;
    }
  }

  static Node all() {
    ToggleButton original = new ToggleButton("Original");
    ToggleButton quantized = new ToggleButton("Quantized");
    ToggleButton difference = new ToggleButton("Difference");
    original.setSelected(true);
    SegmentedButton segments = new SegmentedButton(original, quantized, difference);
    ToggleSwitch on = new ToggleSwitch("Scale per group");
    on.setSelected(true);
    ToggleSwitch off = new ToggleSwitch("Keep first layer");
    RangeSlider range = new RangeSlider(0, 10, 2, 7);
    range.setShowTickLabels(true);
    range.setShowTickMarks(true);
    Slider slider = new Slider(0, 10, 4);
    CustomTextField search = new CustomTextField();
    search.setPromptText("Search layers");
    search.setLeft(new Label("⌕"));
    var clearable = TextFields.createClearableTextField();
    clearable.setText("conv3");
    SearchableComboBox<String> methods = new SearchableComboBox<>();
    methods.getItems().addAll("Cross-filter", "XNOR-Net", "DoReFa");
    methods.getSelectionModel().selectFirst();
    BreadCrumbBar<String> crumbs =
        new BreadCrumbBar<>(BreadCrumbBar.buildTreeModel("resnet20", "stage 2", "conv3"));
    PropertySheet sheet = new PropertySheet(BeanPropertyUtils.getProperties(new Bean()));
    sheet.setPrefSize(380, 220);
    StatusBar status = new StatusBar();
    status.setText("Measuring accuracy");
    status.setProgress(0.4);
    NotificationPane notification = new NotificationPane(new Label("The network's pane"));
    notification.setPrefHeight(80);
    notification.setShowFromTop(true);
    notification.setText("conv1 stays float");
    VBox left = new VBox(12, segments, on, off, range, slider, search, clearable, methods, crumbs);
    left.setPrefWidth(400);
    VBox right = new VBox(12, sheet, notification, status);
    right.setPrefWidth(420);
    HBox row = new HBox(24, left, right);
    row.setPadding(new Insets(16));
    List.of(left, right).forEach(VBox::requestLayout);
    return row;
  }
}
