import { describe, expect, it } from "vitest";
import { readZone } from "../../../../src/features/documents/visual-zone/read-zone.ts";
import type { PrintedLine, PrintedTextReading } from "../../../../src/vision/ports/printed-text.ts";
import type { VisualZoneHints } from "../../../../src/vision/ports/visual-zone.ts";

const NOW = Date.UTC(2026, 10, 23);
const NOTHING: VisualZoneHints = { documentType: null, issuingCountry: null };
const LETTER = 12;

/** A line of print whose words are as wide as their letters, at `x` and `y`. */
function line(x: number, y: number, text: string, confidence = 0.95): PrintedLine {
  let at = x;
  return {
    words: text.split(" ").map((word) => {
      const box = { x: at, y, width: word.length * LETTER, height: 18 };
      at += box.width + 8;
      return { text: word, confidence, box };
    }),
  };
}

const print = (...lines: PrintedLine[]): PrintedTextReading => ({
  picture: { format: "jpeg", width: 1068, height: 674, orientation: 1 },
  lines,
  rotation: 0,
  complete: true,
});

const CEDULA = print(
  line(60, 40, "REPÚBLICA DE COLOMBIA"),
  line(60, 70, "IDENTIFICACIÓN PERSONAL"),
  line(60, 100, "CÉDULA DE CIUDADANÍA"),
  line(60, 160, "NÚMERO 1.020.304.050"),
  line(60, 200, "ROMERO GÓMEZ"),
  line(60, 226, "APELLIDOS"),
  line(60, 270, "ANA LUCÍA"),
  line(60, 296, "NOMBRES"),
);

const values = (zone: ReturnType<typeof readZone>) =>
  Object.fromEntries(zone.fields.map(({ name, value }) => [name, value]));

describe("the printed zone", () => {
  it("of a cédula amarilla tells its type, issuer and the values above their labels", () => {
    const zone = readZone(CEDULA, NOTHING, NOW);
    expect(zone).toMatchObject({
      documentType: "id_card",
      issuingCountry: "CO",
      layout: "co-cedula-amarilla",
    });
    expect(values(zone)).toEqual({
      documentNumber: "1020304050",
      familyName: "ROMERO GÓMEZ",
      givenNames: "ANA LUCÍA",
    });
  });

  it("never reaches the confidence of a check digit, and keeps the print as it was read", () => {
    const number = readZone(CEDULA, NOTHING, NOW).fields.find(({ name }) => name === "documentNumber");
    expect(number?.raw).toBe("1.020.304.050");
    expect(number?.confidence).toBeLessThanOrEqual(0.7);
    expect(number?.box).toMatchObject({ y: 160 });
  });

  it("of a voter's card has a name of three lines, Mexico's letter for women, and the last year of validity", () => {
    const zone = readZone(
      print(
        line(60, 40, "MÉXICO"),
        line(60, 70, "INSTITUTO NACIONAL ELECTORAL"),
        line(60, 100, "CREDENCIAL PARA VOTAR"),
        line(360, 160, "NOMBRE"),
        line(360, 182, "ROMERO"),
        line(360, 206, "GÓMEZ"),
        line(360, 230, "ANA LUCÍA"),
        line(800, 160, "SEXO M"),
        line(360, 270, "CLAVE DE ELECTOR RMGMAN94081209M100"),
        line(360, 310, "CURP"),
        line(360, 332, "ROGA940812MDFMML03"),
        line(360, 380, "FECHA DE NACIMIENTO"),
        line(360, 402, "12/08/1994"),
        line(800, 380, "VIGENCIA"),
        line(800, 402, "2024 - 2034"),
      ),
      NOTHING,
      NOW,
    );
    expect(zone).toMatchObject({ documentType: "id_card", issuingCountry: "MX", layout: "mx-ine" });
    expect(values(zone)).toEqual({
      familyName: "ROMERO GÓMEZ",
      givenNames: "ANA LUCÍA",
      sex: "F",
      voterKey: "RMGMAN94081209M100",
      personalNumber: "ROGA940812MDFMML03",
      dateOfBirth: "1994-08-12",
      dateOfExpiry: "2034",
    });
  });

  it("is read by labels with wrong letters in them", () => {
    const zone = readZone(
      print(
        line(60, 40, "REPUBLICA DE C0L0MBIA"),
        line(60, 70, "IDENTIFICAClON PERSONAL"),
        line(60, 100, "CEDULA DE CIUDADAN1A"),
        line(60, 160, "NUMERO 1.020.304.050"),
        line(60, 200, "ROMERO"),
        line(60, 226, "APELL1DOS"),
      ),
      NOTHING,
      NOW,
    );
    expect(zone.layout).toBe("co-cedula-amarilla");
    expect(values(zone)).toMatchObject({ familyName: "ROMERO" });
  });

  it.each([
    [
      "a letterhead",
      print(line(60, 40, "REPÚBLICA DE COLOMBIA"), line(60, 90, "Bogotá, 12 de agosto de 2024")),
    ],
    [
      "a form with labels alone",
      print(line(60, 40, "APELLIDOS"), line(60, 90, "NOMBRES"), line(60, 140, "SEXO")),
    ],
    ["nothing", print()],
    ["noise", print(line(60, 40, "1. >= ~ aa"), line(90, 90, "Pe | 3"))],
  ])("of %s tells nothing", (_what, reading) => {
    expect(readZone(reading, NOTHING, NOW)).toEqual({
      documentType: null,
      issuingCountry: null,
      layout: null,
      fields: [],
    });
  });

  it("does not take a sender's word for the type, only a machine's", () => {
    const labels = print(line(60, 40, "Surname / Nom"), line(60, 64, "ERIKSSON"));
    const told = { documentType: "passport", issuingCountry: null };
    expect(readZone(labels, told, NOW)).toMatchObject({ documentType: null, fields: [] });
    const zone = readZone(labels, { ...told, proven: true }, NOW);
    expect(zone.documentType).toBe("passport");
    expect(values(zone)).toEqual({ familyName: "ERIKSSON" });
  });

  const brazilian = {
    documentType: "id_card",
    issuingCountry: "BR",
    proven: true,
    orLayouts: ["br-cnh"],
  };
  const TRAFFIC = line(60, 40, "SECRETARIA NACIONAL DE TRÂNSITO");
  const PLACE = [line(60, 104, "LOCAL"), line(60, 130, "SÃO PAULO, SP")];

  it.each([
    ["the back of a licence", [TRAFFIC, ...PLACE], "driving_licence", "br-cnh"],
    [
      "its legend",
      [
        line(60, 40, "5. Número de registro da CNH / Driver License Number"),
        line(60, 70, "9. Categoria de Veículos da Carteira de Habilitação"),
      ],
      "driving_licence",
      "br-cnh",
    ],
    ["a title of a licence alone", [TRAFFIC], null, null],
    [
      "an identity card that lists the number of its holder's licence",
      [...PLACE, line(60, 200, "CNH 02650306461")],
      "id_card",
      "br-cin",
    ],
    [
      "an identity card with a title of a licence on it",
      [
        TRAFFIC,
        ...PLACE,
        line(60, 200, "Filiação / Filiation"),
        line(60, 240, "Órgão Expedidor / Card Issuer"),
      ],
      "id_card",
      "br-cin",
    ],
  ])(
    "of a Brazilian card by its MRZ is of another type only where it surely says so: %s",
    (_what, lines, documentType, layout) => {
      expect(readZone(print(...lines), brazilian, NOW)).toMatchObject({ documentType, layout });
      const closed = readZone(print(...lines), { ...brazilian, orLayouts: [] }, NOW);
      expect(closed.documentType).not.toBe("driving_licence");
    },
  );

  it("takes no label for a value, nor the label in another language", () => {
    const zone = readZone(
      print(
        line(60, 40, "Prezime/ Surname/ Nom"),
        line(60, 80, "Ime/ Given names/ Prénoms"),
        line(60, 104, "ANNA MARIA"),
      ),
      { documentType: "passport", issuingCountry: null, proven: true },
      NOW,
    );
    expect(values(zone)).toEqual({ givenNames: "ANNA MARIA" });
  });

  it("gives boxes in pixels of the upright picture, however it was turned to be read", () => {
    const turned = { ...CEDULA, rotation: 180 as const };
    const upright = readZone(CEDULA, NOTHING, NOW).fields[0]?.box;
    const box = readZone(turned, NOTHING, NOW).fields[0]?.box;
    expect(box).toEqual({
      ...upright,
      x: 1068 - (upright?.x ?? 0) - (upright?.width ?? 0),
      y: 674 - (upright?.y ?? 0) - (upright?.height ?? 0),
    });
  });
});

describe("a specimen", () => {
  it.each(["SPECIMEN", "MUESTRA", "SPÉCIMEN / MUESTRA", "Espécimen", "AMOSTRA"])(
    "is known by %s across it",
    (mark) => {
      expect(readZone(print(...CEDULA.lines, line(300, 500, mark)), NOTHING, NOW).specimen).toBe(true);
    },
  );

  it.each(["SPECIMEN ROAD 5", "MUESTRARIO", "MUSTER"])(
    "is not supposed of %s, which may be a name",
    (text) => {
      expect(readZone(print(...CEDULA.lines, line(300, 500, text)), NOTHING, NOW).specimen).toBeUndefined();
    },
  );
});
