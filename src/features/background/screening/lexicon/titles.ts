/** Words of address, rank and family order: they say little about who is meant. Folded, any language we screen. */
export const TITLES = new Set(
  `mr mrs ms miss mx dr prof professor sir lord lady dame madam mister
  senor senora senorita sr sra srta don dona doctor doctora licenciado lic ing ingeniero
  monsieur madame mme mlle herr frau senhor senhora
  sheikh shaikh shaykh sheik cheikh sheikha hajji haji hajj hadji alhaj elhadj al-haj mullah mulla mullo
  maulavi maulawi mawlawi maulana mawlana moulavi molvi qari imam ustad ustaz ayatollah hojjatoleslam
  president prasident presidente premier minister ministro ambassador embajador
  general gen gral colonel col coronel captain capt capitan major maj mayor lieutenant lt teniente
  brigadier brig admiral commander comandante cmdr sergeant sgt marshal
  king queen prince princess emir amir sultan his her hon honorable excellency
  jr junior sr senior ii iii iv esq phd md na`.split(/\s+/),
);
// Also given names where lists are made (Sultan Saleh, Amir Khan): a rank in front, a name elsewhere.
for (const nameToo of ["sultan", "amir", "emir", "king", "prince", "major", "general"])
  TITLES.delete(nameToo);
