import { beforeEach, describe, expect, it } from "vitest";
import { addToken, turnErrors } from "../src/parts/exchange";

beforeEach(() => {
  document.head.innerHTML = '<meta name="csrf" content="t0k3n">';
  document.body.innerHTML = '<div id="said" data-failed="failed" data-signed-out="signed out"></div><div id="list"></div>';
});

const answered = (status: number, text: string, select: string | null = null) => ({
  request: { headers: {} as Record<string, string> },
  response: { status },
  target: document.getElementById("list") as Element,
  swap: "outerHTML",
  select,
  text,
});

it("a request carries the token of its page, and ends what was said before", () => {
  const exchange = answered(200, "");
  document.getElementById("said")!.textContent = "failed";
  addToken(exchange);
  expect(exchange.request.headers["X-CSRF-Token"]).toBe("t0k3n");
  expect(document.getElementById("said")!.textContent).toBe("");
});

describe("an answer", () => {
  it("that is good goes where it should", () => {
    const exchange = answered(200, "<p>");
    turnErrors(exchange);
    expect(exchange.target.id).toBe("list");
  });

  it.each([422, 409])("that brings a form back goes where it should", (status) => {
    const exchange = answered(status, "<form>");
    turnErrors(exchange);
    expect(exchange.target.id).toBe("list");
  });

  it("that is an error goes where messages stand", () => {
    const exchange = { ...answered(400, "<p>This cannot be done.</p>"), select: "#list" as string | null };
    turnErrors(exchange);
    expect([exchange.target.id, exchange.swap, exchange.select, exchange.text]).toEqual(["said", "innerHTML", null, "<p>This cannot be done.</p>"]);
  });

  it("that holds the part that was asked for goes where it should, whatever is wrong in it", () => {
    for (const status of [409, 422]) {
      const exchange = answered(status, '<!DOCTYPE html><html><div id="list">Lina judged it.</div></html>', "#list");
      turnErrors(exchange);
      expect([exchange.target.id, exchange.select]).toEqual(["list", "#list"]);
    }
  });

  it("that lacks the part that was asked for is told, and nothing is looked for in the message", () => {
    for (const [status, words] of [[401, "signed out"], [409, "failed"], [422, "failed"]] as const) {
      const exchange = answered(status, "<!DOCTYPE html><html><p>An error</p></html>", "#list");
      turnErrors(exchange);
      expect([exchange.target.id, exchange.select, exchange.text]).toEqual(["said", null, `<p>${words}</p>`]);
    }
  });

  it("that is a whole page of an error is told in few words", () => {
    const gone = answered(503, "<!DOCTYPE html><html>");
    turnErrors(gone);
    expect(gone.text).toBe("<p>failed</p>");
    const out = answered(401, "<html lang=en>");
    turnErrors(out);
    expect(out.text).toBe("<p>signed out</p>");
  });
});
