import type { MantineColorsTuple } from '@mantine/core';

/**
 * The colours of the house, light to dark. Shade 6 and darker carry white text at 4.5:1 or more (palette.test.ts
 * measures it), so that a filled button is readable in both schemes whichever colour it has.
 */
export const palette = {
  accent: tuple('#eef8f6 #d6efeb #aadfd8 #76cac0 #43afa4 #1e9488 #0d7a70 #0b655d #0a534d #07403b'),
  gray: tuple('#fafafa #f4f4f5 #ebebed #dfdfe2 #cbcbd0 #9f9fa8 #6a6a73 #4f4f57 #37373d #1c1c20'),
  dark: tuple('#e7e7ea #c6c6cc #a2a2ab #84848d #46464d #323238 #26262b #1d1d21 #161619 #101013'),
  blue: tuple('#eff5fe #dbe8fd #b8d2fb #8cb6f7 #5c95f0 #3b7ae4 #2563cf #1d4fab #1a428c #163468'),
  amber: tuple('#fff8e8 #feedc4 #fcdc8c #f7c552 #e6a41f #c58410 #94600a #7b4f0a #663f0b #4f300a'),
  green: tuple('#eefaf1 #d5f2dc #abe4ba #76cf8f #44b365 #2a9a4d #1a7a3a #166330 #135128 #0e3d1e'),
  red: tuple('#fef2f1 #fde0de #fbc3bf #f69a94 #ec6a62 #dc473e #c22f27 #a1231d #85201b #631713'),
} as const satisfies Record<string, MantineColorsTuple>;

function tuple(shades: string): MantineColorsTuple {
  return shades.split(' ') as unknown as MantineColorsTuple;
}
