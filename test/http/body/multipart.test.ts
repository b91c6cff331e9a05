import { describe, expect, it } from "vitest";
import { multipartToJson } from "../../../src/http/body/multipart.ts";

async function convert(parts: [string, string | Uint8Array<ArrayBuffer>][]) {
  const form = new FormData();
  for (const [name, value] of parts) {
    if (typeof value === "string") form.append(name, value);
    else form.append(name, new Blob([value], { type: "image/jpeg" }), "picture.jpg");
  }
  const request = new Request("https://enroll.test", { method: "POST", body: form });
  const type = request.headers.get("content-type") ?? "";
  return multipartToJson(new Uint8Array(await request.arrayBuffer()), type);
}

const picture = Uint8Array.of(0xff, 0xd8, 0xff, 0x00);

describe("a multipart body", () => {
  it("is the JSON of its request part with the files set at their dotted names", async () => {
    const body = await convert([
      ["request", '{"documentType":"auto","images":[{"side":"front"},{"side":"back"}]}'],
      ["images.0.data", picture],
      ["images.1.data", picture],
    ]);
    expect(body).toEqual({
      documentType: "auto",
      images: [
        { side: "front", data: "/9j/AA==" },
        { side: "back", data: "/9j/AA==" },
      ],
    });
  });

  it("needs no request part when its names say everything", async () => {
    const body = await convert([
      ["userId", "usr_1"],
      ["images.0.side", "front"],
      ["images.0.data", picture],
    ]);
    expect(body).toEqual({ userId: "usr_1", images: [{ side: "front", data: "/9j/AA==" }] });
  });

  it.each([
    ["a prototype", [["__proto__.polluted", "x"]]],
    ["a name of five steps", [["constructor.prototype.x.y.z", "x"]]],
    ["an array with a hole", [["images.7.data", "x"]]],
    ["a number where there is no array", [["0", "x"]]],
    [
      "a name that is taken",
      [
        ["a", "x"],
        ["a", "y"],
      ],
    ],
    [
      "a field below a text",
      [
        ["a", "x"],
        ["a.b", "y"],
      ],
    ],
    ["an empty step", [["a..b", "x"]]],
    ["a request that is a list", [["request", "[]"]]],
  ])("is refused with %s", async (_name, parts) => {
    await expect(convert(parts as [string, string][])).rejects.toMatchObject({ code: "VALIDATION_FAILED" });
  });

  it("is refused with more parts than pictures can need", async () => {
    const parts = Array.from({ length: 65 }, (_, at): [string, string] => [`f${at}`, "x"]);
    await expect(convert(parts)).rejects.toMatchObject({ code: "VALIDATION_FAILED" });
  });

  it("is refused when it is broken", async () => {
    const broken = new TextEncoder().encode("no boundary here") as Uint8Array<ArrayBuffer>;
    await expect(multipartToJson(broken, "multipart/form-data; boundary=x")).rejects.toMatchObject({
      code: "UNSUPPORTED_MEDIA",
    });
    await expect(convert([["request", "{"]])).rejects.toMatchObject({ code: "INVALID_JSON" });
  });
});
