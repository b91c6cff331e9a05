/**
 * Name words borne by so many people on and off lists that sharing one says little. Counted on public given-name
 * and surname statistics; kept short, as rarity within a list is weighed by the search itself.
 */
export const COMMON_NAMES = new Set(
  `mohammad mohammed muhammad mohamed mohamad muhamad mohammadi ahmad ahmed ali abdul abdullah abu hassan hasan
  hussein husayn hussain ibrahim khan akhund haji said sayed sayyid sayyed omar umar
  kim ri pak kang jong chol jose maria juan carlos luis antonio garcia rodriguez martinez
  hernandez lopez gonzalez perez sanchez ramirez silva santos john david michael smith
  company bank international trading general national group corporation industries industrial services enterprises`.split(
    /\s+/,
  ),
);
