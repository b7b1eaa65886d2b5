// SPDX-License-Identifier: Apache-2.0
//
// Reads the reference values that lie beside the project; ReadReference() is the way in.
#ifndef SIGNPOST_TESTS_CORE_REFERENCE_CSV_H_
#define SIGNPOST_TESTS_CORE_REFERENCE_CSV_H_

#include <cstdlib>
#include <fstream>
#include <map>
#include <string>
#include <vector>

namespace signpost {

// A row by column name. Cells that do not apply are empty.
using ReferenceRow = std::map<std::string, std::string>;

inline std::vector<std::string> SplitOn(const std::string& line, char separator) {
  std::vector<std::string> cells(1);
  for (const char c : line) {
    if (c == separator) {
      cells.emplace_back();
    } else if (c != '\r') {
      cells.back().push_back(c);
    }
  }
  return cells;
}

// Empty where the file is not there. No cell of it has a comma or a quote inside.
inline std::vector<ReferenceRow> ReadReference() {
  std::ifstream file(SIGNPOST_SOURCE_DIR "/../shared/reference/queueing.csv");
  std::vector<ReferenceRow> rows;
  std::string line;
  if (!std::getline(file, line)) return rows;
  const std::vector<std::string> names = SplitOn(line, ',');
  while (std::getline(file, line)) {
    const std::vector<std::string> cells = SplitOn(line, ',');
    ReferenceRow row;
    for (std::size_t i = 0; i < names.size() && i < cells.size(); ++i) row[names[i]] = cells[i];
    rows.push_back(row);
  }
  return rows;
}

inline double Number(const std::string& cell) { return std::strtod(cell.c_str(), nullptr); }

inline std::vector<double> Numbers(const std::string& cell) {
  std::vector<double> values;
  for (const std::string& part : SplitOn(cell, ';')) values.push_back(Number(part));
  return values;
}

}  // namespace signpost

#endif  // SIGNPOST_TESTS_CORE_REFERENCE_CSV_H_
