import type { MantineColorsTuple } from '@mantine/core';

// Each list goes from the lightest to the darkest. Shade 6 carries white text at 4.5:1 or more.

/** The one accent: a deep blue-green. */
export const petrol: MantineColorsTuple = [
  '#e8f4f5',
  '#cfe7ea',
  '#a5d2d7',
  '#76bac2',
  '#52a6b0',
  '#2b8a95',
  '#0f6e78',
  '#0c5d66',
  '#0a4c54',
  '#083b41',
];

/** Neutral, with a slight cool cast. */
export const gray: MantineColorsTuple = [
  '#f6f8f9',
  '#eef2f4',
  '#e3e9ec',
  '#d0d8dd',
  '#b1bcc4',
  '#83909a',
  '#63717c',
  '#4d5a65',
  '#323e47',
  '#19232b',
];

/** The same for the dark scheme: text, quiet text, borders, surfaces, ground. */
export const dark: MantineColorsTuple = [
  '#e1e7eb',
  '#c4cdd4',
  '#9eabb5',
  '#788792',
  '#35414a',
  '#28323a',
  '#1c252c',
  '#131a1f',
  '#0e1418',
  '#0a0e12',
];

export const red: MantineColorsTuple = [
  '#fdf0ef',
  '#fadcda',
  '#f5b9b5',
  '#f0938d',
  '#eb736b',
  '#dc4a41',
  '#c2342c',
  '#a42922',
  '#84211b',
  '#651914',
];

export const green: MantineColorsTuple = [
  '#eaf6ef',
  '#d2ebdc',
  '#a6d7ba',
  '#75c094',
  '#4cab74',
  '#2c9159',
  '#1c7544',
  '#176239',
  '#124e2d',
  '#0e3c23',
];

export const amber: MantineColorsTuple = [
  '#fdf5e6',
  '#f9e6c3',
  '#f2cf8b',
  '#e9b44f',
  '#dd9a22',
  '#b87a0d',
  '#8f5c05',
  '#774c05',
  '#5e3c04',
  '#482e03',
];
