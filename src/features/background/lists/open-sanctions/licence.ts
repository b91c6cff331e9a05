/** Of the data of every dataset: https://www.opensanctions.org/licensing/ */
export const OPEN_SANCTIONS_LICENCE = "CC BY-NC 4.0; commercial use needs a licence of OpenSanctions";
