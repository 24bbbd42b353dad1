/** `isotypic verify`: derives a table anew and compares. */
import { verifyTable } from '@isotypic/tables';
import { type Command, JSON_OPTION } from '../../command.js';
import { readBytes } from '../../data/read-bytes.js';

export const verifyCommand: Command = {
  name: 'verify',
  words: 'NAME',
  count: [1, 1],
  wordsAre: 'one table, the name of its files without their endings',
  summary: 'derive a table anew from its descriptor and compare it number by number',
  description:
    'Reads NAME.safetensors and NAME.json as isotypic table wrote them, computes everything again and compares it ' +
    'bit by bit; a damaged or edited file ends with exit code 2 and the place.',
  example: 'isotypic verify cg-e3nn',
  options: { json: JSON_OPTION },
  run(call, console) {
    const name = call.words[0].replace(/\.(safetensors|json)$/, '');
    const read = (path: string): Uint8Array => readBytes(path, 'reading the table', 'a file of isotypic table');
    const safetensors = read(`${name}.safetensors`);
    const json = new TextDecoder().decode(read(`${name}.json`));
    const certificate = verifyTable({ safetensors, json });
    if (call.flag('json')) console.out(`${JSON.stringify(certificate, null, 2)}\n`);
    else {
      const lines = (facts: readonly string[]): string => facts.map((fact) => `  ${fact}\n`).join('');
      console.out(`${name}: proved that\n${lines(certificate.proved)}`);
      if (certificate.notProved.length > 0) console.out(`Not proved:\n${lines(certificate.notProved)}`);
    }
  },
};
