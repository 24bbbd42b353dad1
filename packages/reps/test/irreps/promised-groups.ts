/** What is promised of the catalogue's groups: every irrep of degree ≤ 300 of those that are listed, and the rest. */

/** Of degrees that are found within seconds. */
export const QUICK = [
  'AGL(4,2)',
  'AGL(6,2)',
  'AGL(3,3)',
  'W(E6)_72',
  'M12',
  'M22:2',
  'M24', // M₂₄'s 231s take long
  'J1',
  'J2',
  'J2:2',
  'HS',
  'HS_176',
  'McL',
  'Co3',
  'G2(3)',
  'PSL(3,4)',
  'PSL(3,8)',
  'PSU(3,4)',
  'PSL(2,49)',
  'Sp(6,2)_63',
  'W(E7)_126',
];

/** Found within seconds, with relations proved up to degree 85. */
export const PROVED = ['Sp(8,2)_255', '3D4(2)', 'Suz'];

/** Some of these take a minute or more. */
export const LONG = ['PSL(2,101)', 'PSL(3,5)', 'M22', 'M23', 'U3(5)', 'W(E8)_120lines', 'W(E8)_240'];

/** Of many irreps, most of which come from inertia groups: each is made. */
export const MANY = [
  'S4wrS3_prod',
  'Trans(20,700)',
  'Trans(28,1000)',
  'Trans(24,20000)',
  'rubik2_3gen',
  'rubik2_6gen',
  'rubik3_squares',
];

/** Larger than the groups that are listed element by element; some are looked at by a sample. */
export const LARGE = [
  'A8',
  'Prim(28,7)',
  'Prim(64,30)',
  'S5wrS2_prod',
  'S8',
  'S8_on_2subsets',
  'C2wrS6',
  'W(E6)_27',
  'S4wrS3',
  'Prim(105,5)',
  'Sp(6,2)_36',
  'W(E7)_63lines',
  'A10',
  'S10',
  'AGL(1,997)',
  'PSL(5,2)',
  'PSL(3,13)',
  'A12',
  'S12',
  'S3xS4xS5xS6',
  'PGL(2,499)',
  'PSL(2,997)',
  'M11xM12',
  'S3wrS7_25gens',
  'S5wrS5',
  'S20',
  'PGL(2,101)',
  'PSL(2,101)_15gens',
];

/** More irreps than a list takes, by a closed form that knows their number. */
const TOO_MANY = ['S50', 'S100', 'S200', 'S10wrS10', 'C2wrS100'];

/** Of order above 10¹³, and of no family of which irreps are made in closed form. */
const TOO_LARGE = [
  'S10wrS2_prod',
  'C2wrC50',
  'S20_on_2subsets', // the natural S20 is listed
  'Syl2_S64',
  'rubik3',
  'rubik3_redundant18',
  'rubik3_slices',
  'A5wrC16',
  'S3wrC40',
  'subdirect_S5^20',
  'C3^70:C2^35_intrans',
  'rubik4',
  'D8wrS30',
  'megaminx',
  'rubik5',
];

/** Groups whose irreps are not listed: `irreps` throws `BudgetExceededError` within seconds. */
export const REFUSED = [...TOO_MANY, ...TOO_LARGE];

/** No table of its 102 260 irreps is made to compare with. */
export const WITHOUT_TABLE = ['A50'];
