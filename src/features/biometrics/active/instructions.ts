import type { Locale } from "../../../kernel/caller.ts";
import type { Action } from "./actions.ts";

/** What the person is told, in the words of a screen; left and right are their own. */
const INSTRUCTIONS: Readonly<Record<Locale, Readonly<Record<Action, string>>>> = {
  es: {
    turn_left: "Gire la cabeza hacia su izquierda y vuelva al frente.",
    turn_right: "Gire la cabeza hacia su derecha y vuelva al frente.",
    nod: "Incline la cabeza hacia abajo y vuelva al frente.",
    blink: "Cierre los ojos un segundo y ábralos.",
    smile: "Sonría mostrando los dientes.",
    closer: "Acerque el rostro a la cámara.",
  },
  en: {
    turn_left: "Turn your head to your left and back.",
    turn_right: "Turn your head to your right and back.",
    nod: "Tilt your head down and back up.",
    blink: "Close your eyes for a second and open them.",
    smile: "Smile, showing your teeth.",
    closer: "Bring your face closer to the camera.",
  },
};

const START: Readonly<Record<Locale, string>> = {
  es: "Mire de frente a la cámara, solo y con buena luz, y siga los pasos uno por uno.",
  en: "Look straight at the camera, alone and in good light, and follow the steps one by one.",
};

const FLASH: Readonly<Record<Locale, string>> = {
  es: "Quédese quieto y mire a la pantalla mientras cambia de color.",
  en: "Keep still and look at the screen while it changes its colour.",
};

export const instructionFor = (action: Action, locale: Locale): string => INSTRUCTIONS[locale][action];
export const startInstruction = (locale: Locale): string => START[locale];
export const flashInstruction = (locale: Locale): string => FLASH[locale];
