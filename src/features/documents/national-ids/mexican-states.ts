/**
 * The federal entities in INE's order (01 to 32), each with CURP's two letters and ISO 3166-2.
 * Source: Instructivo Normativo para la Asignación de la CURP, annex 2; INE's catalogue of entities.
 */
const ENTITIES = `AS AGU,BC BCN,BS BCS,CC CAM,CL COA,CM COL,CS CHP,CH CHH,DF CMX,DG DUR,GT GUA,GR GRO,HG HID,
JC JAL,MC MEX,MN MIC,MS MOR,NT NAY,NL NLE,OC OAX,PL PUE,QT QUE,QR ROO,SP SLP,SL SIN,SR SON,TC TAB,TS TAM,TL TLA,
VZ VER,YN YUC,ZS ZAC`
  .split(",")
  .map((pair) => pair.trim().split(" ") as [letters: string, iso: string]);

const BY_LETTERS = new Map(ENTITIES.map(([letters, iso]) => [letters, `MX-${iso}`]));

/** All letter codes, with NE: born abroad. */
export const STATE_LETTERS: readonly string[] = [...BY_LETTERS.keys(), "NE"];

/** ISO 3166-2 of CURP's two letters; undefined for those born abroad. */
export const stateOfLetters = (letters: string): string | undefined => BY_LETTERS.get(letters);

/** ISO 3166-2 of INE's number, 01 to 32; undefined for those born abroad. */
export function stateOfNumber(number: string): string | undefined {
  const entity = ENTITIES[Number(number) - 1];
  return entity && `MX-${entity[1]}`;
}
