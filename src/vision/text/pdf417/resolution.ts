/** Pixels of a straightened and of a redrawn symbol to a module: two would lose the half modules between blurred bars. */
export const PX = 3;
