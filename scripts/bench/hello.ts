import { Hono } from "hono";

// The floor every figure is held against: the least a Hono Worker can do, served the same way in the same run.
const app = new Hono<{ Bindings: { DB: D1Database } }>();
app.get("/hello", (c) => c.text("hello"));
// The second floor: the least that any answer from the database can cost.
app.get("/d1", async (c) => c.json(await c.env.DB.prepare("SELECT 1 AS one").first()));

export default app;
