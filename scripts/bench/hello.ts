import { Hono } from "hono";

// The floor every figure is held against: the least a Hono Worker can do, served the same way in the same run.
const app = new Hono();
app.get("/hello", (c) => c.text("hello"));

export default app;
