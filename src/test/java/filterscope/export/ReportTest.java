package filterscope.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import filterscope.data.Card;
import filterscope.data.ImageSets;
import filterscope.data.Inputs;
import filterscope.job.Progress;
import filterscope.method.CompressedNetwork;
import filterscope.method.LayerRecipe;
import filterscope.method.Method;
import filterscope.method.catalog.Methods;
import filterscope.method.catalog.Recipes;
import filterscope.network.Network;
import filterscope.onnx.OnnxReader;
import filterscope.testing.SmallWorld;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The report is one file that needs nothing else, and works in a browser.
class ReportTest {
  private static final List<String> BROWSERS =
      List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");

  @TempDir Path folder;
  private String page = "";
  private Claims claims = Worlds.claims(CompressedNetwork.uncompressed(Worlds.network()));

  @BeforeEach
  void write() {
    SmallWorld world = new SmallWorld(folder);
    Network network = OnnxReader.read(world.onnx(), Progress.NONE).network();
    Method method = Methods.all().getFirst();
    CompressedNetwork compressed =
        CompressedNetwork.compress(
            network,
            Recipes.uniform(
                network, new LayerRecipe(method.id(), method.defaults()), true, true, _ -> true),
            Methods::byId);
    Card card = Card.beside(world.onnx()).orElseThrow();
    Inputs inputs =
        new Inputs(
            ImageSets.open(
                card.data().orElseThrow(), world.folder().resolve("small"), Progress.NONE),
            card.preparation(),
            network.inputShape());
    claims =
        new ClaimMeasurement(SmallWorld.kernels(), 1)
            .of(
                compressed,
                "small",
                "0".repeat(64),
                Optional.of(inputs),
                card.data().orElseThrow(),
                Progress.NONE);
    page =
        new Report(
                new Subject("small", compressed, Optional.of(card), claims, Optional.of(inputs)),
                SmallWorld.kernels())
            .page(Progress.NONE);
  }

  @Test
  void loadsNothingFromAnywhere() {
    assertThat(page).doesNotContainPattern("(src|href)=\"(?!data:|#)").doesNotContain("@import");
    assertThat(page).doesNotContain("url(").doesNotContain("fetch(");
  }

  @Test
  void carriesTheRecipeAndTheClaimsThatItShows() throws IOException {
    Path file = Files.writeString(folder.resolve("small.html"), page);
    ClaimedRecipe embedded = Reports.claims(file);
    assertThat(embedded.claims()).contains(claims);
    assertThat(embedded.recipe().layers().keySet()).containsExactly("conv2", "conv3");
    assertThat(page)
        .contains(Html.percent(claims.accuracy().orElseThrow().share()))
        .contains(Html.whole(claims.compressedBytes()) + " bytes");
  }

  @Test
  void answersThePointerAndPrintsInABrowser() throws IOException, InterruptedException {
    Optional<String> browser =
        BROWSERS.stream().filter(path -> Files.isExecutable(Path.of(path))).findFirst();
    if (browser.isEmpty()) {
      System.err.println("SKIPPED for want of a browser: the report was not opened in Chromium");
    }
    assumeTrue(browser.isPresent(), "no Chromium here");
    String probe =
        """
        <script>
        window.onerror = function (message) { document.title = "failed: " + message; };
        addEventListener("load", function () {
          var dot = document.querySelector(".dot.here");
          var box = dot.getBoundingClientRect();
          dot.dispatchEvent(new MouseEvent("mousemove", {bubbles: true, clientX: box.left, clientY: box.top}));
          document.title = "tip: " + document.getElementById("tip").textContent.split("\\n")[0]
              + "; shown: " + getComputedStyle(document.getElementById("tip")).display
              + "; maps: " + document.querySelectorAll("svg.scales").length
              + "; wide: " + (document.documentElement.scrollWidth <= innerWidth);
        });
        </script>
        """;
    Path file =
        Files.writeString(
            folder.resolve("probed.html"), page.replace("</body>", probe + "</body>"));
    String dom = chromium(browser.get(), "--dump-dom", file.toUri().toString());
    assertThat(dom)
        .contains("<title>tip: this configuration; shown: block; maps: 2; wide: true</title>");
    Path print = folder.resolve("small.pdf");
    chromium(browser.get(), "--print-to-pdf=" + print, file.toUri().toString());
    assertThat(Files.size(print)).isGreaterThan(5000);
  }

  private String chromium(String browser, String... more) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                browser,
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--virtual-time-budget=2000",
                "--user-data-dir=" + folder.resolve("profile")));
    command.addAll(List.of(more));
    Path output = folder.resolve("browser.out");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(output.toFile())
            .redirectError(folder.resolve("browser.err").toFile())
            .start();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
    return Files.readString(output, StandardCharsets.UTF_8);
  }
}
