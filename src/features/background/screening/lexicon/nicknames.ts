/** Short and familiar forms of given names; each line is one family, any member of which may stand for another. */
const FAMILIES = `
william bill billy will willy guillermo liam
robert bob bobby rob roberto
richard dick rick ricky ricardo
john jack johnny juan jean johann ivan joao giovanni jon
james jim jimmy jaime diego santiago
joseph joe jose pepe giuseppe josef yusuf youssef
francisco paco pancho francis frank franz francois francesco
theodore ted teddy teodoro
edward ed eddie eduardo ned
thomas tom tommy tomas
michael mike mikey miguel mikhail michel misha
alexander alex sasha alejandro aleksandr alessandro alexandre oleksandr sandro
vladimir vova volodya volodymyr
dmitry dima dmitri dmytro
nikolai kolya nicolas nicholas nick mykola
sergei seryozha serhiy sergio serge
yevgeny evgeny zhenya eugene eugenio yevhen
anthony tony antonio toni antoine anton
benjamin ben benny bibi
charles charlie chuck carlos karl carl
christopher chris cristobal
daniel dan danny
david dave davey dawud daoud dawood
elizabeth liz beth betty isabel eliza elisabeth
katherine kate katie kathy catherine catalina ekaterina katya
margaret maggie meg peggy margarita greta
mary maria marie miriam maryam molly
natalia natasha natalie
anna ana anne hannah anya
george jorge georg giorgio georges yuri yuriy
henry hank harry enrique heinrich henri
lawrence larry lorenzo laurent
matthew matt mateo
peter pete pedro pierre pavel petr pyotr
paul pablo paulo paolo pol
stephen steve steven esteban stefan
samuel sam sammy
timothy tim
manuel manolo manny emmanuel
jesus chucho
ignacio nacho
luis lucho louis luigi ludwig
alfonso poncho
gregory greg gregorio grigory
frederick fred freddy federico friedrich
leonard leo leonardo leon
rafael rafa raphael
victor viktor vic
dolores lola
guadalupe lupe lupita
concepcion concha conchita
rosario charo
ibrahim abraham ebrahim avraham
musa moses moises moshe
sulaiman solomon suleiman
yakub jacob jacobo jakob
isa jesus eissa
`;

const FAMILIES_OF: ReadonlyMap<string, number[]> = (() => {
  const byName = new Map<string, number[]>();
  FAMILIES.trim()
    .split("\n")
    .forEach((line, family) => {
      for (const name of line.split(" ")) byName.set(name, [...(byName.get(name) ?? []), family]);
    });
  return byName;
})();

/** Whether two folded given names are forms of one name (Bill, William; Paco, Francisco). */
export function areNicknames(a: string, b: string): boolean {
  const families = FAMILIES_OF.get(a);
  if (families === undefined) return false;
  return FAMILIES_OF.get(b)?.some((family) => families.includes(family)) ?? false;
}

/** Every other form of a folded given name; none when the table does not know it. */
export function nicknamesOf(name: string): string[] {
  const families = FAMILIES_OF.get(name) ?? [];
  return families.flatMap((family) => (LINES[family] ?? []).filter((other) => other !== name));
}

const LINES = FAMILIES.trim()
  .split("\n")
  .map((line) => line.split(" "));
