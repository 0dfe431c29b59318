import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { countriesFile } from "./vite/countries.ts";

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Scripts of pages; each is a module that a page names in its head. */
const ENTRIES = ["desk", "map", "timeline", "report", "review"];

export default defineConfig({
  // Files name each other relative to themselves: the desk may be served below any path.
  base: "./",
  plugins: [countriesFile()],
  build: {
    outDir: at("../../src/marsad/web/static/built"),
    emptyOutDir: true,
    manifest: true,
    assetsDir: ".",
    target: "es2022",
    // The policy lets data: be pictures only; everything else is a file.
    assetsInlineLimit: 0,
    // MapLibre is big and comes only when the map is moved.
    chunkSizeWarningLimit: 1500,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    // Notices of what is built in travel with it.
    license: { fileName: "licenses.md" },
    rollupOptions: {
      checks: { pluginTimings: false },
      input: Object.fromEntries(ENTRIES.map((name) => [name, at(`src/${name}.ts`)])),
    },
  },
  worker: { format: "es" },
  test: { environment: "happy-dom", include: ["tests/**/*.test.ts"], silent: "passed-only", isolate: false },
});
