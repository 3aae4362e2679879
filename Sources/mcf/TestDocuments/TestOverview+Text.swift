import Applicants
import Contracts
import ServiceKit

extension TestOverview {
  /// For a terminal.
  var text: String {
    Glossary.text([
      ("title", Language.allCases.map { title[$0] }.joined(separator: " · ")),
      ("questions", "\(questionCount): \(types.joined(separator: ", "))"),
      ("time", time),
      ("greatest points", "\(greatestPoints)\(marked)"),
      ("proposed", "\(share)\(minimum)\(necessary)"),
      ("measures", measured.isEmpty ? "no characteristic" : measured.joined(separator: ", ")),
    ])
  }

  private var types: [String] {
    QuestionType.allCases.map { (type: $0, count: count(of: $0)) }.filter { $0.count > 0 }
      .map { type, count in
        switch type {
        case .one: "\(count) with one answer"
        case .several: "\(count) with several answers"
        case .number: count.counted("number")
        case .text: count.counted("free text")
        }
      }
  }

  private var time: String {
    let (minutes, seconds) = limitSeconds.quotientAndRemainder(dividingBy: 60)
    return [
      minutes > 0 ? minutes.counted("minute") : nil, seconds > 0 ? seconds.counted("second") : nil,
    ].compactMap(\.self).joined(separator: " ")
  }

  private var marked: String {
    markedPoints > 0 ? ", \(markedPoints) of them given by managers" : ""
  }

  private var share: String {
    topPercent.map { "the top \($0) %" } ?? "as many as the setting says"
  }

  private var minimum: String {
    minimumPoints.map { ", with \($0.counted("point")) at least" } ?? ""
  }

  private var necessary: String {
    must.isEmpty ? "" : ", and full points for " + must.map(\.text).joined(separator: ", ")
  }
}

extension Mistake {
  /// Where it is, and what to change.
  var line: String {
    let line = "\(pointer.isEmpty ? "the document" : pointer): \(reason.text)"
    // What a stranger's file has for names must not command the terminal.
    return String(
      String.UnicodeScalarView(
        line.unicodeScalars.map { $0.properties.generalCategory == .control ? "\u{FFFD}" : $0 }))
  }
}
