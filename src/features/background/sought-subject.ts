/** Who is looked for, as the checks and the providers see them. */
export interface Subject {
  type: "person" | "organisation";
  fullName: string;
  /** The parts of the name, where they were given apart. */
  givenNames?: string | undefined;
  familyName?: string | undefined;
  otherNames: string[];
  dateOfBirth: string | null;
  sex: "F" | "M" | "X" | null;
  nationality: string | null;
  identifiers: { type?: string | undefined; country?: string | undefined; number: string }[];
}
