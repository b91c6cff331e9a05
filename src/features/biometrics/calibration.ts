/** Written by `npm run -s eval:faces -- --calibrate …`: change the command, not the figures. */

/** Threshold on the raw score, false match rate there, upper end of its 95 % interval, false non-match rate. */
export type CalibrationPoint = readonly [
  threshold: number,
  falseMatchRate: number,
  upper95: number,
  falseNonMatchRate: number,
];

/**
 * All cross pairs of the pictures, by the nets that described them. Pairs share people, so they are fewer independent
 * trials than their number says. No rate is claimed below the last line: three over the comparisons (rule of three).
 */
export const CALIBRATION: {
  people: number;
  pictures: number;
  impostorPairs: number;
  genuinePairs: number;
  engines: Readonly<Record<string, readonly CalibrationPoint[]>>;
} = {
  people: 435,
  pictures: 807,
  impostorPairs: 324290,
  genuinePairs: 931,
  engines: {
    "face-embed@0.0.1": [
      [0.008404, 0.5, 0.502, 0],
      [0.09107, 0.2, 0.201, 0],
      [0.1358, 0.1, 0.101, 0],
      [0.1743, 0.05, 0.0508, 0.00107],
      [0.22, 0.02, 0.0205, 0.00537],
      [0.2508, 0.01, 0.0103, 0.00752],
      [0.2795, 0.005, 0.00525, 0.0129],
      [0.3155, 0.002, 0.00216, 0.0204],
      [0.3375, 0.001, 0.00111, 0.0215],
      [0.3621, 0.0005, 0.000583, 0.0301],
      [0.3889, 0.0002, 0.000255, 0.0419],
      [0.4055, 0.0001, 0.000141, 0.0494],
      [0.4262, 0.00005, 0.000081, 0.0634],
      [0.4606, 0.00002, 0.0000424, 0.087],
      [0.6391, 0.00000925, 0.00000925, 0.448],
    ],
    "face-embed-dlib@1.7.15": [
      [0.8383, 0.5, 0.502, 0],
      [0.8667, 0.2, 0.201, 0],
      [0.8802, 0.1, 0.101, 0.00107],
      [0.8905, 0.05, 0.0508, 0.00322],
      [0.9013, 0.02, 0.0205, 0.00644],
      [0.908, 0.01, 0.0103, 0.014],
      [0.9139, 0.005, 0.00525, 0.0204],
      [0.9208, 0.002, 0.00216, 0.0483],
      [0.9254, 0.001, 0.00111, 0.0698],
      [0.9308, 0.0005, 0.000583, 0.108],
      [0.9359, 0.0002, 0.000255, 0.168],
      [0.9407, 0.0001, 0.000141, 0.235],
      [0.9431, 0.00005, 0.000081, 0.285],
      [0.9487, 0.00002, 0.0000424, 0.4],
      [0.9566, 0.00000925, 0.00000925, 0.588],
    ],
    "face-embed@0.0.1+face-embed-dlib@1.7.15": [
      [0.4209, 0.5, 0.502, 0],
      [0.4708, 0.2, 0.201, 0],
      [0.4988, 0.1, 0.101, 0],
      [0.5228, 0.05, 0.0508, 0],
      [0.551, 0.02, 0.0205, 0.00322],
      [0.5696, 0.01, 0.0103, 0.00752],
      [0.5864, 0.005, 0.00525, 0.0118],
      [0.6072, 0.002, 0.00216, 0.0129],
      [0.6211, 0.001, 0.00111, 0.0183],
      [0.6351, 0.0005, 0.000583, 0.0247],
      [0.6513, 0.0002, 0.000255, 0.0354],
      [0.6626, 0.0001, 0.000141, 0.044],
      [0.6691, 0.00005, 0.000081, 0.0516],
      [0.6855, 0.00002, 0.0000424, 0.0677],
      [0.7884, 0.00000925, 0.00000925, 0.411],
    ],
  },
};
