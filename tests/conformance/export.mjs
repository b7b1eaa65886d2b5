// SPDX-License-Identifier: Apache-2.0
//
// Writes the tests of @bufbuild/cel-spec as binary protobuf, one SimpleTestFile a file, and the
// FileDescriptorSet that they need. Usage: node export.mjs OUTPUT_DIRECTORY, from a directory
// whose node_modules holds the package.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { create, toBinary } from "@bufbuild/protobuf";
import { FileDescriptorSetSchema } from "@bufbuild/protobuf/wkt";
import { getConformanceSuite } from "@bufbuild/cel-spec/testdata/tests.js";
import { getTestRegistry } from "@bufbuild/cel-spec/testdata/registry.js";
import {
  SimpleTestFileSchema,
  SimpleTestSectionSchema,
} from "@bufbuild/cel-spec/cel/expr/conformance/test/simple_pb.js";

const output = process.argv[2];
mkdirSync(output, { recursive: true });

// Dependencies first, as a descriptor pool wants them.
const files = new Map();
const add = (file) => {
  if (files.has(file.name)) return;
  file.dependencies.forEach(add);
  files.set(file.name, file.proto);
};
add(SimpleTestFileSchema.file);
for (const type of getTestRegistry()) add(type.file);
writeFileSync(
  join(output, "descriptors.binpb"),
  toBinary(FileDescriptorSetSchema, create(FileDescriptorSetSchema, { file: [...files.values()] })),
);

let count = 0;
for (const suite of getConformanceSuite().suites) {
  const sections = suite.suites.map((section) =>
    create(SimpleTestSectionSchema, {
      name: section.name,
      test: section.tests.map((test) => test.original),
    }),
  );
  if (suite.tests.length > 0) throw new Error(`${suite.name} has tests outside of a section`);
  count += sections.reduce((sum, section) => sum + section.test.length, 0);
  const file = create(SimpleTestFileSchema, { name: suite.name, section: sections });
  writeFileSync(join(output, `${suite.name}.binpb`), toBinary(SimpleTestFileSchema, file));
}
console.log(`${count} tests`);
