export { CharacterTable, characterTable, IrreducibleCharacter } from './characters/character-table.js';
export { ClassFunction } from './characters/class-function.js';
export { type ClassRepresentative, ClassStructure } from './characters/class-structure.js';
