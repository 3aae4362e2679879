import Contracts
import Testing

@testable import ServiceKit

@Suite("CSV")
struct CSVTests {
  private func line(_ cells: [CSV.Cell], _ language: Language = .english) -> String {
    var table = CSV(columns: [], for: language)
    let header = table.text
    table.append(cells)
    return String(table.text.unicodeScalars.dropFirst(header.unicodeScalars.count))
  }

  @Test("A byte-order mark says that it is UTF-8, and each line ends with CR LF")
  func form() {
    var table = CSV(columns: ["name", "charge"], for: .english)
    table.append([.text("Кот"), .number("95.00")])
    #expect(Array(table.text.utf8) == Array("\u{feff}name,charge\r\nКот,95.00\r\n".utf8))
  }

  @Test("Separator and decimal mark are those of the reader's spreadsheet")
  func languages() {
    let cells: [CSV.Cell] = [.text("3.14"), .number("-95.00"), .number("7")]
    #expect(line(cells, .english) == "3.14,-95.00,7\r\n")
    #expect(line(cells, .russian) == "3.14;-95,00;7\r\n")
  }

  @Test(
    "What any reader would take for a formula is made harmless, wherever it may split the cell",
    arguments: [
      ("=1+1", "'=1+1"), ("+7 900", "'+7 900"), ("@SUM(A1)", "'@SUM(A1)"), ("\t=1", "\t'=1"),
      ("a;=1", "a;'=1"), ("a,=1", "a,'=1"), ("a\t-b", "a\t'-b"), ("a|@b", "a|'@b"),
      ("a\n=1", "a\n'=1"), ("a; \"=1", "a; \"'=1"), ("'=1", "''=1"), (" =1", " '=1"),
      ("\u{200b}=1", "\u{200b}'=1"), ("\u{ff1d}1", "'\u{ff1d}1"), ("-2;=1", "'-2;'=1"),
      ("--1", "'--1"),
    ])
  func formulas(text: String, harmless: String) {
    #expect(Array(CSV.harmless(text).utf8) == Array(harmless.utf8))
  }

  @Test(
    "Telephone numbers and everything else stay as they are",
    arguments: ["+74955550001", "-2", "a=1", "a-b", "", "кот", "1+1", "a; b", "e\u{301}", "x '=1"])
  func untouched(text: String) {
    #expect(Array(CSV.harmless(text).utf8) == Array(text.utf8))
  }

  @Test(
    "A telephone number is a number, however its digits are grouped",
    arguments: [
      ("+7 (495) 555-00-01", "+74955550001"), ("+74955550001", "+74955550001"),
      ("8 (495) 555-00-01", "8 (495) 555-00-01"), ("+7 495 x12", "'+7 495 x12"),
      ("-1+cmd", "'-1+cmd"),
    ])
  func phones(number: String, field: String) {
    #expect(line([.phone(number)]) == field + "\r\n")
  }

  @Test(
    "Separators of all languages, quotes and line ends are quoted",
    arguments: [
      ("a,b", "\"a,b\""), ("a;b", "\"a;b\""), ("a\tb", "\"a\tb\""),
      ("say \"meow\"", "\"say \"\"meow\"\"\""), ("a\nb", "\"a\nb\""), ("a\r\nb", "\"a\r\nb\""),
      ("=a,b", "\"'=a,b\""), ("кот", "кот"),
    ])
  func quoting(text: String, field: String) {
    #expect(line([.text(text)]) == field + "\r\n")
    #expect(line([.text(text)], .russian) == field + "\r\n")
  }

  /// A reader of RFC 4180 that is not the writer's own code.
  private func parse(_ text: String, separator: Unicode.Scalar) -> [[String]] {
    var lines: [[String]] = []
    var line: [String] = []
    var field = String.UnicodeScalarView()
    var isQuoted = false
    var scalars = Array(text.unicodeScalars)[...]
    while let scalar = scalars.popFirst() {
      switch scalar {
      case "\"" where isQuoted && scalars.first == "\"":
        field.append("\"")
        scalars.removeFirst()
      case "\"": isQuoted.toggle()
      case separator where !isQuoted:
        line.append(String(field))
        field = .init()
      case "\r" where !isQuoted && scalars.first == "\n":
        scalars.removeFirst()
        lines.append(line + [String(field)])
        (line, field) = ([], .init())
      default: field.append(scalar)
      }
    }
    return lines
  }

  @Test("What the writer writes, a reader reads", arguments: [Language.english, .russian])
  func roundTrip(language: Language) {
    var random = SplitMix64(seed: 7)
    let alphabet = Array(",;\t|\"'=+-@\r\n 1aкŁ\u{301}\u{1f408}\u{2028}".unicodeScalars)
    for _ in 0..<2_000 {
      let cells = (0..<3).map { _ in
        var text = String.UnicodeScalarView()
        for _ in 0..<Int.random(in: 0...6, using: &random) {
          text.append(alphabet[Int.random(in: 0..<alphabet.count, using: &random)])
        }
        return String(text)
      }
      let read = parse(
        line(cells.map { .text($0) }, language), separator: language == .russian ? ";" : ",")
      let written = [cells.map(CSV.harmless)]
      #expect(read.map { $0.map { Array($0.utf8) } } == written.map { $0.map { Array($0.utf8) } })
    }
  }
}
