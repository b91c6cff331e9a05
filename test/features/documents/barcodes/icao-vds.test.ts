import { describe, expect, it } from "vitest";
import { decodeC40 } from "../../../../src/features/documents/barcodes/c40.ts";
import { fromHex, parsed, values } from "./readings.ts";

/** Worked examples of BSI TR-03137 part 1, version 2.5: annexes C, D, E and F. */
const ARRIVAL =
  "dc026abc6d32c8a519fc0f71341145f4fd020230a5621353d9a275735bd4134bc549133c133c133c133c133ca32519a519a4344a5e681ae7204b20d532cf4b7c133c133f030820d5201019a51aeaff404a1f218ca4392647ecff6c8abf9e796a78eebe0b1ac8cc25c4ee17eed961d1189091358d7d616f1a517abc747f6c4490ff159d4dcf50248b00b1e32e9e7805e7";
const SOCIAL =
  "dc026abc6d32c8a519fc0f7134116d04fc0401083fee456d2de019a8020b506572736368776569c39f03054f7363617204134ac3a2636f62c3a96e69646963747572697573ff40582ed05cb05049b4fe49744d5e70a1982f8b7afb1e90259ce47ba9907efcf59483f0a0b421ec760d6fd2284bbac37e136f1e3be6e14a6f6bc012110cff919d0f";
const RESIDENCE =
  "dc036abc6d32c8a727390f71341145f4fb0602305cba135875976ec066d417b59e8c6abc133c133c133c133c3fef3a2938ee43f1593d1ae52dbb26751fe64b7c133c136b0306d79519a65306ff40158cf5b0bb7fbda099e8e7c94abefc9677b2e71e9885f5cd9057a8bfcf930a6046bcf897650af8f9b0343c034d2f64ce081f95fbf3d01292d1f8165ece27d327";
const VISA =
  "dc036abc6d32c8a72cb10f7134b798155d01022cdd52134a74da1347c6fed95cb89f9fce133c133c133c133c203833734aaf47f0c32f1a1e20eb2625393afe310403a00000050633be1fed20c6ff38d5573247608c9b64cae022c1c5249660e51ae316d600f974aac2129c3f093c35955314026304705cd24c1b8100711bd4411f068e8d93e8b7";

describe("a visible digital seal", () => {
  it("of a residence permit gives its header and the fields of the MRZ in it", () => {
    const seal = parsed("DataMatrix", fromHex(RESIDENCE));
    expect(seal).toMatchObject({
      parsedAs: "icao_vds",
      documentType: "residence_permit",
      issuingCountry: "DE",
      payload: "binary",
      seal: {
        issuingStateCode: "D",
        signer: "DETS",
        certificateReference: "27",
        issuedOn: "2020-01-01",
        signedOn: "2020-01-13",
        profile: "fb06",
        signature: "not_verified",
      },
    });
    expect(values(seal)).toEqual({
      familyName: "RESIDORCE",
      givenNames: "ROLAND",
      documentNumber: "652584509",
      nationality: "US",
      dateOfBirth: "1970-08-03",
      sex: "M",
      dateOfExpiry: "2022-01-01",
    });
  });

  it("of a visa gives the fields of an MRV-B whose optional data is left out", () => {
    const seal = parsed("DataMatrix", fromHex(VISA));
    expect(seal).toMatchObject({
      documentType: "visa",
      seal: { certificateReference: "32", profile: "5d01" },
    });
    expect(values(seal)).toMatchObject({
      familyName: "DENT",
      givenNames: "ARTHUR PHILIP",
      documentNumber: "1234567XY",
      nationality: "GB",
    });
  });

  it.each([
    ["an arrival attestation, whose document code is no ICAO format's", ARRIVAL, "fd02"],
    ["a social insurance card, which holds no MRZ", SOCIAL, "fc04"],
  ])("of %s gives its header alone", (_what, hex, profile) => {
    expect(parsed("DataMatrix", fromHex(hex))).toMatchObject({
      parsedAs: "icao_vds",
      fields: {},
      seal: {
        certificateReference: "00027",
        signedOn: profile === "fd02" ? "2020-01-13" : "2020-01-14",
        profile,
      },
    });
  });

  it("whose MRZ disagrees with its own digits contradicts itself and gives no field", () => {
    const bytes = fromHex(RESIDENCE);
    // The number, with which the second line begins.
    bytes[45] = (bytes[45] as number) ^ 1;
    expect(parsed("DataMatrix", bytes)).toMatchObject({ contradicts: true, fields: {} });
  });

  it("without a signature says so", () => {
    const unsigned = fromHex(RESIDENCE.slice(0, RESIDENCE.indexOf("ff40")));
    expect(parsed("DataMatrix", unsigned).seal?.signature).toBe("absent");
  });

  it.each([
    ["an unknown version", `dc05${RESIDENCE.slice(4)}`],
    ["an end that comes too soon", RESIDENCE.slice(0, 60)],
    ["a header alone", RESIDENCE.slice(0, 36)],
  ])("is not found in %s", (_what, hex) => {
    expect(parsed("DataMatrix", fromHex(hex))).toMatchObject({ parsedAs: "unknown", payload: "binary" });
  });
});

describe("C40", () => {
  it.each([
    ["6abc", "D  "],
    ["6d32c8a519fc", "DETS00027"],
    ["62d719c9", "BSI01"],
    ["20d5201019a51aea", "160113000085"],
    ["d79519a65306", "UFO001979"],
  ])("%s is %s (TR-03137-1 §3.2.3 and annex C)", (hex, text) => {
    expect(decodeC40(fromHex(hex)).replace(/\0/g, "")).toBe(text);
  });
});
