// SPDX-License-Identifier: Apache-2.0
//
// Reads the data that lie beside the project (../shared/data), and sums up errors. ReadData and
// ErrorTally are the ways in.
#ifndef SIGNPOST_TESTS_EVIDENCE_DATA_H_
#define SIGNPOST_TESTS_EVIDENCE_DATA_H_

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <map>
#include <string>
#include <vector>

namespace signpost {

// A row by column name.
using DataRow = std::map<std::string, std::string>;

inline std::vector<std::string> CsvCells(const std::string& line) {
  std::vector<std::string> cells(1);
  bool quoted = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    if (c == '"') {
      if (quoted && i + 1 < line.size() && line[i + 1] == '"') {
        cells.back().push_back('"');
        ++i;
      } else {
        quoted = !quoted;
      }
    } else if (c == ',' && !quoted) {
      cells.emplace_back();
    } else if (c != '\r') {
      cells.back().push_back(c);
    }
  }
  return cells;
}

// Empty where the file is not there. `path` below ../shared/data.
inline std::vector<DataRow> ReadData(const std::string& path) {
  std::ifstream file(SIGNPOST_SOURCE_DIR "/../shared/data/" + path);
  std::vector<DataRow> rows;
  std::string line;
  if (!std::getline(file, line)) return rows;
  const std::vector<std::string> names = CsvCells(line);
  while (std::getline(file, line)) {
    const std::vector<std::string> cells = CsvCells(line);
    DataRow row;
    for (std::size_t i = 0; i < names.size() && i < cells.size(); ++i) row[names[i]] = cells[i];
    rows.push_back(row);
  }
  return rows;
}

// Absolute errors with weights: their median, weighted mean and 90th percentile.
class ErrorTally {
 public:
  void Add(double error, double weight = 1) {
    errors_.push_back(error);
    weighted_ += error * weight;
    weight_ += weight;
  }
  std::size_t size() const { return errors_.size(); }
  double Mean() const { return weight_ > 0 ? weighted_ / weight_ : 0; }
  double Quantile(double share) const {
    if (errors_.empty()) return 0;
    std::vector<double> sorted = errors_;
    std::sort(sorted.begin(), sorted.end());
    return sorted[static_cast<std::size_t>(share * static_cast<double>(sorted.size() - 1))];
  }

 private:
  std::vector<double> errors_;
  double weighted_ = 0;
  double weight_ = 0;
};

}  // namespace signpost

#endif  // SIGNPOST_TESTS_EVIDENCE_DATA_H_
