/** What the generated tests of the public surface leave out, each with the reason. Short, and to be kept short. */

/** By path, or by the whole class (`Field#`): not called with wrong arguments. */
export const EXEMPT: Readonly<Record<string, string>> = {
  // Arithmetic of the inner loops: elements are trusted there, and checked where they enter (fromRows, parse, …).
  ...Object.fromEntries(
    ['Field#', 'FiniteField#', 'rationals.', 'cyclotomics.'].flatMap((field) =>
      ['add', 'sub', 'mul', 'neg', 'inv', 'div', 'eql', 'isZero', 'print', 'pow'].map((operation) => [
        `${field}${operation}`,
        'field arithmetic',
      ]),
    ),
  ),
  'Float64Matrix#at': 'inner loop',
  // Counts of inner loops.
  ...Object.fromEntries(['WorkMeter#step', 'WorkMeter#report', 'WorkMeter#part'].map((path) => [path, 'inner loop'])),
  // What callers implement and we call.
  'ArrowTableLike#': 'implemented by the caller',
  'ArrowColumnLike#': 'implemented by the caller',
  'MlMatrixLike#': 'implemented by the caller',
  'GroupOperations#': 'implemented by the caller',
  'QueryEngine#': 'implemented by the caller',
  'Dialect#': 'called by plans, with names and texts that were checked',
  'Adapter#': 'implemented by the caller, or called by us',
  'Module#forward': 'implemented by its subclasses',
  'Sequential#forward': 'its modules check what they are given',
  'TypeContent#': 'implemented by TensorType, whose methods are called',
  // Made by us, with arguments that were checked before; callers have `characterTable`, `irreps`,
  // `permutationRepresentation`, …
  ...Object.fromEntries(
    [
      'CharacterTable',
      'IrreducibleCharacter',
      'ClassFunction',
      'ClassStructure',
      'ComplexIrrep',
      'RationalIrrep',
      'RealIrrep',
      'MatrixRepresentation',
      'NumericRepresentation',
      'PermutationRepresentation',
      'EquivariantNormal',
    ].map((name) => [`new ${name}`, 'made by us']),
  ),
  'Permutation.fromTrustedImages': 'unchecked by its contract',
  'Cyclotomic.fromVector': 'made by us',
  // Errors are made by us, from their parts.
  'new IsotypicError': 'made by us',
  'new BudgetExceededError': 'made by us',
  'new EquivarianceError': 'made by us',
  'new AbortedError': 'made by us',
  'Matrix#requireSquare': 'its argument is the name of the caller',
  'Matrix#requireField': 'its argument is the name of the caller',
  'new WorkMeter': 'its options were checked by the function that makes it',
  'CatalogueEntry#build': 'called by parseGroup, which has read the arguments',
  'RationalIrrepParts#': 'made by us',
  // Inside of groups, whose methods check: handed out as types alone.
  'SchreierTree#': 'inner loop',
  'StabilizerChain#': 'inner loop',
};

/** The reason why a callable is left out, or undefined. */
export function exemption(path: string): string | undefined {
  return EXEMPT[path] ?? EXEMPT[path.replace(/#.*/, '#')];
}
