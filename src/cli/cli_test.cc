// SPDX-License-Identifier: Apache-2.0
//
// Runs the built command on small files and compares what it prints with tests/golden/replay. Run
// with SIGNPOST_WRITE_GOLDEN=1 to write the expected output anew.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

namespace signpost {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;

const std::filesystem::path kGolden = SIGNPOST_SOURCE_DIR "/tests/golden/replay";

struct Outcome {
  int code = -1;
  std::string out;
  std::string err;
};

std::string ReadAll(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

// Without what says costs.
std::string LinesAboutRules(const std::string& text) {
  std::istringstream lines(text);
  std::string found;
  for (std::string line; std::getline(lines, line);) {
    for (const char* start : {"contact ", "  rule ", "    ", "  tags"}) {
      if (line.rfind(start, 0) == 0) {
        found += line + "\n";
        break;
      }
    }
  }
  return found;
}

class Cli : public ::testing::Test {
 protected:
  Cli() : folder_(std::filesystem::path(::testing::TempDir()) / ("signpost_cli_" + Name())) {
    std::filesystem::create_directories(folder_);
  }
  ~Cli() override { std::filesystem::remove_all(folder_); }

  static std::string Name() {
    return ::testing::UnitTest::GetInstance()->current_test_info()->name();
  }

  // Runs `signpost ARGUMENTS` through the shell in the folder of the golden files.
  Outcome Run(const std::string& arguments) {
    const std::string command = "cd '" + kGolden.string() + "' && '" SIGNPOST_BINARY "' " +
                                arguments + " >'" + (folder_ / "out").string() + "' 2>'" +
                                (folder_ / "err").string() + "'";
    const int status = std::system(command.c_str());
    return {WIFEXITED(status) ? WEXITSTATUS(status) : 1000, ReadAll(folder_ / "out"),
            ReadAll(folder_ / "err")};
  }

  std::string Write(const std::string& name, const std::string& content) {
    std::ofstream(folder_ / name, std::ios::binary) << content;
    return "'" + (folder_ / name).string() + "'";
  }

  void ExpectGolden(const std::string& text, const std::string& name) {
    if (std::getenv("SIGNPOST_WRITE_GOLDEN") != nullptr) {
      std::ofstream(kGolden / name, std::ios::binary) << text;
    }
    EXPECT_EQ(text, ReadAll(kGolden / name)) << name;
  }

  std::filesystem::path folder_;
};

TEST_F(Cli, SaysItsVersionAndHowItIsUsed) {
  EXPECT_THAT(Run("--version").out, StartsWith("signpost "));
  for (const char* arguments : {"--help", "check --help", "route --help", "replay --help"}) {
    const Outcome outcome = Run(arguments);
    EXPECT_EQ(outcome.code, 0) << arguments;
    EXPECT_THAT(outcome.out, HasSubstr("Usage: signpost"));
  }
  for (const char* arguments : {"", "nonsense", "check", "replay catalog.textproto",
                                "check catalog.textproto --format=xml"}) {
    const Outcome outcome = Run(arguments);
    EXPECT_EQ(outcome.code, 2) << arguments;
    EXPECT_THAT(outcome.out, IsEmpty()) << arguments;
    EXPECT_THAT(outcome.err, HasSubstr("--help")) << arguments;
  }
}

TEST_F(Cli, CheckListsFindings) {
  const Outcome good = Run("check catalog.textproto");
  EXPECT_EQ(good.code, 0) << good.out << good.err;
  EXPECT_THAT(good.err, HasSubstr("0 errors"));
  const Outcome broken = Run("check broken.textproto");
  EXPECT_EQ(broken.code, 1);
  EXPECT_THAT(broken.out, HasSubstr("broken.textproto:4:"));
  EXPECT_THAT(broken.out, HasSubstr("\"fax\""));
  const Outcome json = Run("check broken.textproto --format=json");
  EXPECT_EQ(json.code, 1);
  EXPECT_THAT(json.out, HasSubstr("\"severity\": \"FINDING_SEVERITY_ERROR\""));
  EXPECT_THAT(json.out, HasSubstr("\"line\": 4"));
  EXPECT_EQ(Run("check absent.textproto").code, 2);
  EXPECT_EQ(Run("check " + Write("binary.binpb", "\xFF\xFE garbage")).code, 1);
}

TEST_F(Cli, CheckDrawsACaretUnderWhatIsWrongInACondition) {
  const std::string rules = Write("rules.textproto",
                                  "rules {\n  id: \"r\"\n  stop: true\n"
                                  "  condition: \"contact.servise == 'tax'\"\n}\n");
  const Outcome text = Run("check catalog.textproto " + rules);
  EXPECT_EQ(text.code, 1);
  EXPECT_THAT(text.out, HasSubstr(":4:23: error: rule \"r\": signpost.v1.Contact has no field "
                                  "'servise'; did you mean 'service'? [RULE_CONDITION]\n"
                                  "    condition: \"contact.servise == 'tax'\"\n"
                                  "                        ^^^^^^^\n"));
  const Outcome json = Run("check catalog.textproto --format=json " + rules);
  EXPECT_THAT(json.out, HasSubstr("== 'tax'\\\"\\n                      ^^^^^^^\""));
}

TEST_F(Cli, RouteDecidesEachLine) {
  const Outcome json = Run("route catalog.textproto contacts.jsonl");
  EXPECT_EQ(json.code, 1);
  ExpectGolden(json.out, "decisions.jsonl");
  ExpectGolden(json.err, "decisions.err");
  const Outcome text = Run("route catalog.textproto - --format=text --explain <contacts.jsonl");
  EXPECT_EQ(text.code, 1);
  ExpectGolden(text.out, "decisions.txt");
  EXPECT_THAT(text.err, HasSubstr("standard input:4: error: "));
}

TEST_F(Cli, RouteExplainsRules) {
  const std::string command =
      "route catalog.textproto --with rules.textproto contacts_for_rules.jsonl";
  const Outcome text = Run(command + " --format=text --explain");
  EXPECT_EQ(text.code, 0) << text.err;
  ExpectGolden(LinesAboutRules(text.out), "explanations.txt");
  const Outcome json = Run(command + " --explain");
  EXPECT_EQ(json.code, 0);
  EXPECT_THAT(json.out,
              HasSubstr(R"("explanation":{"contact_id":"c1","rules":[{"rule":"busy","outcome":)"
                        R"("RULE_OUTCOME_MATCHED","error":"","error_text":"","predicates":[)"
                        R"({"predicate":"contact.service == \"waste\"","error":"","facts":[)"
                        R"({"fact":"contact.service","had":"\"waste\"","is_default":false}],)"
                        R"("holds":true})"));
  const Outcome plain = Run(command);
  EXPECT_EQ(plain.code, 0);
  EXPECT_EQ(plain.out.find("explanation"), std::string::npos);
}

TEST_F(Cli, RouteTakesNowLiveStateAndMoreFiles) {
  const std::string contact = Write("contact.jsonl", R"({"service":"waste"})");
  EXPECT_EQ(Run("route catalog.textproto " + contact).code, 1);
  EXPECT_EQ(Run("route catalog.textproto --now " + contact).code, 0);
  const std::string live =
      Write("live.textproto", "channels { channel: 'web' out_of_service: true }");
  const Outcome out = Run("route catalog.textproto --now " + contact + " --live " + live);
  EXPECT_THAT(out.out, HasSubstr("REASON_CODE_OUT_OF_SERVICE"));
  const std::string wrong = Write("wrong.textproto", "channels { channel: 'fax' }");
  EXPECT_EQ(Run("route catalog.textproto --now " + contact + " --live " + wrong).code, 2);
  const std::string more = Write("more.textproto", "services { id: 'parks' }");
  const std::string parks = Write("parks.jsonl", R"({"service":"parks"})");
  EXPECT_EQ(Run("route catalog.textproto --now " + parks).code, 1);
  EXPECT_EQ(Run("route catalog.textproto --now " + parks + " --with " + more).code, 0);
}

TEST_F(Cli, RouteRefusesWhatItCannotRead) {
  EXPECT_EQ(Run("route catalog.textproto absent.jsonl").code, 2);
  EXPECT_EQ(Run("route catalog.textproto .").code, 2);
  EXPECT_EQ(Run("route broken.textproto contacts.jsonl").code, 2);
  EXPECT_EQ(Run("route catalog.textproto " + Write("empty", "")).code, 0);
  const Outcome garbage = Run("route catalog.textproto " + Write("garbage",
                                                                 "\x7F"
                                                                 "ELF\xFF\n{}\n"));
  EXPECT_EQ(garbage.code, 1);
  EXPECT_THAT(garbage.err, HasSubstr(":1: error: not UTF-8"));
  EXPECT_THAT(garbage.err, HasSubstr(":2: error: "));
}

TEST_F(Cli, ReplayReports) {
  const std::string command = "replay catalog.textproto --mapping mapping.textproto --log ";
  const Outcome text = Run(command + "log.csv");
  EXPECT_EQ(text.code, 1);
  ExpectGolden(text.out, "report.txt");
  EXPECT_EQ(text.err,
            "log.csv: warning: rows that cannot be read: 4, contacts refused: 8; see the report\n");
  const Outcome json = Run(command + "log.csv --format=json");
  EXPECT_EQ(json.code, 1);
  ExpectGolden(json.out, "report.json");
  const Outcome lines = Run(command + "log.jsonl --format=json");
  EXPECT_EQ(lines.code, 1);
  ExpectGolden(lines.out, "report_of_lines.json");
  EXPECT_EQ(Run(command + "- --log-format=jsonl --format=json <log.jsonl").out, lines.out);
}

TEST_F(Cli, ReplayReportsRules) {
  const std::string command =
      "replay catalog.textproto --with rules.textproto --mapping mapping.textproto --log log.csv";
  const Outcome text = Run(command + " --rules");
  EXPECT_EQ(text.code, 1);
  ExpectGolden(text.out.substr(std::min(text.out.find("Rules, and for"), text.out.size())),
               "report_of_rules.txt");
  const Outcome json = Run(command + " --rules --format=json");
  ExpectGolden(json.out.substr(std::min(json.out.find("\"rules\": {"), json.out.size())),
               "report_of_rules.json");
  EXPECT_EQ(Run(command).out + "\n" + ReadAll(kGolden / "report_of_rules.txt"), text.out);
}

TEST_F(Cli, ReplaySaysWhatItCannotRead) {
  const std::string command = "replay catalog.textproto --mapping mapping.textproto --log ";
  const auto expect = [&](const std::string& arguments, const std::string& error) {
    const Outcome outcome = Run(arguments);
    EXPECT_EQ(outcome.code, 2) << arguments;
    EXPECT_THAT(outcome.out, IsEmpty()) << arguments;
    EXPECT_THAT(outcome.err, HasSubstr(error));
  };
  expect(command + "absent.csv", "absent.csv: no such file");
  expect(command + ".", ".: is a directory");
  expect(command + Write("empty.csv", ""), "the log is empty");
  expect(command + Write("garbage.csv", std::string("\x7F"
                                                    "ELF\0\0\n",
                                                    7)),
         "the header line: NUL");
  expect(command + Write("columns.csv", "case,service,when\n"),
         "the log has no column \"count\", \"date\", \"online\", \"source\", \"time\"");
  const std::string mapping =
      Write("mapping.textproto", "fields { field: 'servise' columns: 'a' }");
  expect("replay catalog.textproto --log log.csv --mapping " + mapping,
         "fields[0].field: error: \"servise\" is no field of a contact");
  expect("replay catalog.textproto --log log.csv --mapping absent", "absent");
  expect("replay catalog.textproto --log log.csv --mapping " + Write("m.textproto", "fields {"),
         "m.textproto:1:");
}

TEST_F(Cli, GarbageWithTheRightHeaderIsCounted) {
  std::string log = "case,service,date,time,source,online,count\n";
  for (int i = 0; i < 100; ++i) log += std::string("\x80\x00,x\n", 5);
  const Outcome outcome =
      Run("replay catalog.textproto --mapping mapping.textproto --format=json " +
          std::string("--log ") + Write("log.csv", log));
  EXPECT_EQ(outcome.code, 1);
  EXPECT_THAT(outcome.out, HasSubstr("\"unreadable_rows\": \"100\""));
}

TEST_F(Cli, FailsWhereNothingCanBeWritten) {
  if (!std::filesystem::exists("/dev/full")) GTEST_SKIP() << "no /dev/full";
  for (const char* arguments :
       {"check broken.textproto", "route catalog.textproto contacts.jsonl",
        "replay catalog.textproto --mapping mapping.textproto --log log.csv"}) {
    const Outcome outcome =
        Run("--version >/dev/null; '" SIGNPOST_BINARY "' " + std::string(arguments) + " 2>'" +
            (folder_ / "full").string() + "' >/dev/full; echo $?");
    EXPECT_EQ(outcome.out, "2\n") << arguments;
    EXPECT_THAT(ReadAll(folder_ / "full"), HasSubstr("standard output: No space left on device"));
  }
}

}  // namespace
}  // namespace signpost
