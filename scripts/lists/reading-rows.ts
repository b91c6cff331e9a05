/** Counts what a database bills as rows read, of SELECT statements that are asked for all their rows. */
export function readingRows() {
  let rows = 0;
  const counted = (statement: D1PreparedStatement): D1PreparedStatement =>
    through(statement, {
      bind: (...values: unknown[]) => counted(statement.bind(...values)),
      all: async () => {
        const result = await statement.all();
        rows += result.meta.rows_read;
        return result;
      },
    });
  return {
    rowsRead: () => rows,
    watch: (binding: D1Database): D1Database =>
      through(binding, {
        prepare(text: string) {
          const statement = binding.prepare(text);
          // What goes into a batch must stay what it is.
          return /^\s*SELECT/i.test(text) ? counted(statement) : statement;
        },
      }),
  };
}

/** An object with some of its functions replaced. */
const through = <T extends object>(target: T, replaced: Record<string, unknown>): T =>
  new Proxy(target, {
    get(_, name) {
      if (typeof name === "string" && name in replaced) return replaced[name];
      const member: unknown = Reflect.get(target, name);
      return typeof member === "function" ? member.bind(target) : member;
    },
  });
