import Contracts
import FoundationEssentials
import Postgres
import ServiceKit

// Applications in words.
extension PageWords {
  /// Whose it is, as long as that is known.
  func name(_ application: Application) -> String {
    application.details?.name ?? text("forgotten_name")
  }

  func holder(of application: Application) -> String? { application.heldBy.map(manager) }

  /// Seconds as minutes, a half being one.
  func minutes(_ seconds: Int) -> String { text("minutes", ["count": "\((seconds + 30) / 60)"]) }

  /// Where it stands.
  ///
  /// - Parameters:
  ///   - sitting: where the attempt at the invitation that counts stands; nil: there is none.
  ///   - isLapsed: whether the test can be begun no more.
  func mark(_ status: ApplicationStatus, sitting: Attempt.Status?, isLapsed: Bool) -> StatusMark {
    switch status {
    case .unconfirmed, .new: StatusMark(.waiting, text("status_\(status.rawValue)"))
    case .invited:
      if let sitting {
        StatusMark(.underWay, text("sitting_\(sitting.rawValue)"))
      } else if isLapsed {
        StatusMark(.late, text("status_lapsed"))
      } else {
        StatusMark(.underWay, text("status_invited"))
      }
    case .tested: StatusMark(.underWay, text("status_tested"))
    case .accepted: StatusMark(.done, text("status_accepted"))
    case .rejected: StatusMark(.failed, text("status_rejected"))
    case .withdrawn: StatusMark(.cancelled, text("status_withdrawn"))
    }
  }

  /// Where an attempt stands; one that is parked waits for a manager.
  func mark(_ sitting: Attempt.Status, isParked: Bool = false) -> StatusMark {
    let kind: StatusMark.Kind =
      switch sitting {
      case .finished: .done
      case .void: .cancelled
      case .running, .handedIn, .marking: isParked ? .failed : .underWay
      }
    return StatusMark(kind, text("sitting_\(sitting.rawValue)"))
  }

  func points(_ points: Int, of most: Int) -> String {
    text("points_of", ["points": number(points), "most": number(most)])
  }

  /// With a no-break space before each three digits.
  func number(_ number: Int) -> String {
    let digits = Array(String(number.magnitude).reversed())
    let groups = stride(from: 0, to: digits.count, by: 3).map { start in
      String(digits[start..<min(start + 3, digits.count)].reversed())
    }
    return (number < 0 ? "−" : "") + groups.reversed().joined(separator: "\u{A0}")
  }
}

// How somebody stands among the last attempts.
extension PageWords {
  /// "12–14 of 1 000"; nil: it is not compared any more.
  func place(_ standing: StandingNow) -> String? {
    guard let best = standing.best, let worst = standing.worst else { return nil }
    let places = best == worst ? number(best) : "\(number(best))–\(number(worst))"
    return text("place_of", ["places": places, "all": number(standing.of)])
  }

  /// Whether it is proposed, or why not.
  func mark(_ standing: StandingNow) -> StatusMark {
    standing.isProposed
      ? StatusMark(.done, text("proposed"))
      : StatusMark(.waiting, obstacles(standing).joined(separator: "; "))
  }

  func obstacles(_ standing: StandingNow) -> [String] {
    standing.obstacles.map { word in
      text(
        "obstacle_\(word)",
        ["of": number(standing.of), "needed": number(standing.needed)])
    }
  }

  /// That a test does not part those at the edge of the places; nil: it does.
  func warning(_ standing: StandingNow) -> String? {
    standing.obstacles.contains { ExactText($0) == ExactText(Obstacle.tiedAtEdge.word) }
      ? text("tie_warning", ["places": number(standing.places)]) : nil
  }
}

extension ApplicantsModule {
  /// - Parameter times: all that is going to be said.
  func words(_ visit: Visit, _ times: [Date?] = []) async throws -> PageWords {
    async let clocks = BusinessTime(database, zone: configuration.timeZone)
      .local(times.compactMap(\.self))
    let managers = try await database.read(NameManagers())
    return PageWords(
      visit.texts, try await clocks, managers: managers.reduce(into: [:]) { $0[$1.id] = $1.name },
      reader: visit.caller.subject)
  }
}

/// One thing that is told of an application.
struct ApplicationFact {
  let label: String
  let value: String
  /// A page that says more; nil: none does.
  var path: String?

  static let example = ApplicationFact(label: "Vacancy", value: "Helper", path: "/applications")
}

extension StatusMark {
  /// For examples of pages.
  static let exampleOfApplication = StatusMark(.waiting, "new")
}
