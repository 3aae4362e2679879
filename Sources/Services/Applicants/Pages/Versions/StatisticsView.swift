import Contracts
import ServiceKit

/// What became of those who were given a version: the partial `tests-statistics`.
struct StatisticsView {
  let told: String
  let sittings: [DraftView.Fact]
  /// Of all who have finished.
  let points: [DraftView.Fact]
  let questions: [Question]
  /// Whether anybody has finished.
  let hasPoints: Bool

  /// What one question came to.
  struct Question {
    let number: Int
    let text: String
    let mean: String
    /// The share of those who have all its points, 0 to 1, and in words.
    let share: Double
    let full: String
    /// nil: it cannot be told.
    let correlation: String?
  }

  static let example = StatisticsView(
    told: "Of the last 3 attempts.", sittings: [DraftView.Fact(label: "Invited", value: "4")],
    points: [DraftView.Fact(label: "Most points", value: "46")],
    questions: [
      Question(
        number: 1, text: "The bus is late.", mean: "2.0 of 3", share: 0.667, full: "67%",
        correlation: "0.42")
    ], hasPoints: true)
}

extension VersionStatistics {
  func view(of paper: Paper, _ texts: LocalTexts) -> StatisticsView {
    StatisticsView(
      told: texts.text(
        points.count == 0 ? "statistics_none" : "statistics_told",
        ["number": "\(scoring)", "count": "\(points.count)"]),
      sittings: counts?.facts(texts) ?? [], points: points.facts(texts),
      questions: zip(zip(1..., paper.questions), points.questions).map { asked, question in
        StatisticsView.Question(
          number: asked.0, text: asked.1.text[texts.language],
          mean: texts.points(question.mean, of: question.greatest), share: question.full ?? 0,
          full: texts.percent(question.full),
          correlation: question.correlation.map(texts.coefficient))
      }, hasPoints: points.count > 0)
  }
}

extension SittingCounts {
  fileprivate func facts(_ texts: LocalTexts) -> [DraftView.Fact] {
    let told = [
      ("invited", "\(invited)"), ("started", "\(started)"), ("running", "\(running)"),
      ("by_applicant", "\(byApplicant)"), ("by_time", "\(byTime)"), ("finished", "\(finished)"),
      ("void", "\(void)"),
      (
        "median",
        medianSeconds.map {
          texts.text(
            "statistics_minutes", ["minutes": SheetFormat.minutes.words(for: .number("\($0)"))])
        } ?? "–"
      ),
    ]
    return told.map {
      DraftView.Fact(label: texts.text("statistics_\($0.0)"), value: $0.1)
    }
  }
}

extension PointStatistics {
  /// The mean, and what a quarter, a half and three quarters of all have at most.
  func facts(_ texts: LocalTexts) -> [DraftView.Fact] {
    [
      DraftView.Fact(
        label: texts.text("statistics_mean"), value: texts.points(mean, of: greatest))
    ]
      + quartiles.enumerated().map {
        DraftView.Fact(label: texts.text("statistics_quartile_\($0)"), value: "\($1)")
      }
  }
}

// Figures in words; what there is none of is a dash.
extension LocalTexts {
  func points(_ mean: Double?, of greatest: Int) -> String {
    guard let mean else { return "–" }
    return text(
      "points_of", ["points": decimal(mean, digits: 1), "greatest": "\(greatest)"])
  }

  func percent(_ share: Double?) -> String {
    share.map { text("percent", ["share": "\(Int(($0 * 100).rounded()))"]) } ?? "–"
  }

  /// From −1 to 1.
  func coefficient(_ figure: Double) -> String { decimal(figure, digits: 2) }

  /// With so many digits behind the point, or the comma.
  private func decimal(_ figure: Double, digits: Int) -> String {
    let scale = (0..<digits).reduce(1) { scale, _ in scale * 10 }
    let units = Int((figure * Double(scale)).rounded())
    let (whole, rest) = units.magnitude.quotientAndRemainder(dividingBy: UInt(scale))
    let zeros = String(repeating: "0", count: digits - "\(rest)".count)
    let mark = language == .russian ? "," : "."
    return "\(units < 0 ? "−" : "")\(whole)\(mark)\(zeros)\(rest)"
  }
}
