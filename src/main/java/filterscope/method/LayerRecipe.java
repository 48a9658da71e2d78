package filterscope.method;

/// What one layer gets: a method, by its id, and its settings.
public record LayerRecipe(String method, Settings settings) {}
