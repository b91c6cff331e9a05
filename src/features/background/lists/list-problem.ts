/** A list file that cannot be read as what it says it is. Holds no personal data: it is logged. */
export class ListProblem extends Error {
  constructor(message: string, options: { cause?: unknown } = {}) {
    super(message, options);
    this.name = "ListProblem";
  }
}
