package filterscope;

/// Starts Filterscope.
public final class Main {
  private Main() {}

  /// @param arguments none
  public static void main(String[] arguments) {
    System.out.println("hi");
  }
}
