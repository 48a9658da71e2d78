package filterscope.method;

/// A method, by its id, and its settings.
public record MethodChoice(String method, Settings settings) {}
