/**
 * The fonts to choose from: stacks of what telephones and mail programs bring, so that no page asks a third party
 * for a file, and no name of a font is ever the tenant's text.
 */
export const FONT_STACKS = {
  system: 'ui-sans-serif,system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif',
  arial: "Arial,Helvetica,sans-serif",
  verdana: "Verdana,Geneva,sans-serif",
  tahoma: "Tahoma,Verdana,sans-serif",
  trebuchet: '"Trebuchet MS",Tahoma,sans-serif',
  georgia: 'Georgia,"Times New Roman",serif',
  times: '"Times New Roman",Times,serif',
  courier: '"Courier New",Courier,monospace',
} as const;

export type FontName = keyof typeof FONT_STACKS;
export const FONT_NAMES = Object.keys(FONT_STACKS) as [FontName, ...FontName[]];
