import Contracts
import FoundationEssentials
import Postgres
import ServiceKit

// One application in words.
extension PageWords {
  /// The buttons: what is most often done first.
  func acts(
    on application: Application, invitation: InvitationRecord?, at now: Date
  ) -> [OneApplicationView.Act] {
    let page = Address.page(ofApplication: application.id)
    func act(_ act: ManagersAct, _ look: String = "quiet") -> OneApplicationView.Act {
      OneApplicationView.Act(
        path: Address.page(of: act, on: application.id).path, text: text("act_\(act.name)"),
        look: look)
    }
    let possible = application.possibleActs(invitation, at: now)
    var acts = possible.enumerated().map { act($1, $0 == 0 ? "" : "quiet") }
    if application.status.isOpen {
      acts.append(
        OneApplicationView.Act(
          path: page.below("reject").path, text: text("act_reject"), look: "quiet"))
      acts.append(act(application.heldBy == reader ? .release : .take))
    }
    if application.erasedAt == nil {
      acts.append(
        OneApplicationView.Act(
          path: page.below("link", LinkKind.status.rawValue).path, text: text("make_link_status"),
          look: "quiet"))
    }
    if application.erasedAt == nil { acts.append(act(.erase)) }
    if invitation != nil, application.status == .invited {
      acts.append(
        OneApplicationView.Act(
          path: page.below("link", LinkKind.invitation.rawValue).path,
          text: text("make_link_invitation"), look: "quiet"))
    }
    return acts
  }

  func facts(of application: Application, vacancy: String) -> [ApplicationFact] {
    let details = application.details
    let told: [(String, String?)] = [
      ("vacancy", vacancy), ("email", details?.email), ("phone", details?.phone),
      ("age", details.map { text("years", ["count": "\($0.age)"]) }), ("breed", details?.breed),
      ("coat_colour", details?.coatColour),
      ("language", text("language_\(application.language.rawValue)")),
      ("since", time(application.confirmedAt ?? application.createdAt)),
      ("decided", application.decidedAt.map(time)),
      ("decided_by", application.decidedBy.map(manager)),
      ("reason", application.reason.map { text("reason_\($0.rawValue)") }),
      ("note", application.note), ("reapply", application.reapplyAt.map(time)),
      ("worker", application.workerID?.wire),
    ]
    return told.compactMap { name, value in
      value.map { ApplicationFact(label: text("fact_\(name)"), value: $0) }
    }
  }

  func sitting(
    _ invitation: InvitationRecord, of application: Application, _ tests: [UUID: String],
    standing: StandingNow?
  ) -> OneApplicationView.Sitting {
    let attempt = invitation.attempt
    let told: [(String, String?)] = [
      (
        "tests",
        invitation.parts.map { part in
          text(
            "test_version",
            ["name": tests[part.testID] ?? part.testID.wire, "number": "\(part.version)"])
        }.joined(separator: ", ")
      ),
      ("limit", minutes(invitation.limitSeconds)),
      ("extra", invitation.extraSeconds == 0 ? nil : minutes(invitation.extraSeconds)),
      ("invited", time(invitation.createdAt)), ("invited_by", manager(invitation.createdBy)),
      ("why", invitation.reason), ("good_until", attempt == nil ? time(invitation.goodUntil) : nil),
      ("started", attempt.map { time($0.startedAt) }),
      ("deadline", attempt.map { time($0.deadlineAt) }),
      ("handed_in", attempt?.handedInAt.map(time)),
      ("handed_in_by", attempt?.handedInBy.map { text("closer_\($0)") }),
      ("score", standing.map { points($0.points, of: $0.maxPoints) }),
      ("place", standing.flatMap(place)), ("code", attempt?.code),
    ]
    return OneApplicationView.Sitting(
      title: text("invitation", ["number": "\(invitation.number)"]),
      mark: mark(invitation, of: application),
      facts: told.compactMap { name, value in
        value.map { ApplicationFact(label: text("fact_\(name)"), value: $0) }
      },
      standing: standing.map(mark), warning: standing.flatMap(warning),
      answers: attempt.map { _ in
        Address.page(ofAttempt: invitation.id, of: application.id).path
      })
  }

  private func mark(_ invitation: InvitationRecord, of application: Application) -> StatusMark {
    guard let attempt = invitation.attempt else {
      return invitation.revokedAt == nil
        ? StatusMark(.waiting, text("sitting_none"))
        : StatusMark(.cancelled, text("sitting_replaced"))
    }
    return mark(attempt.status)
  }

  func happening(_ entry: ApplicationHistoryEntry) -> OneApplicationView.Happening {
    let facts = entry.facts.flatMap { try? JSONValue(parsing: $0.text.utf8) }
    let notes = [
      entry.reason.map { texts.find("reason_\($0)") ?? $0 }, facts.flatMap(told), entry.note,
    ].compactMap(\.self)
    return OneApplicationView.Happening(
      time: time(entry.at), what: text("event_\(entry.event)"),
      who: entry.subject.map(manager) ?? text("by_\(entry.by)"),
      note: notes.isEmpty ? nil : notes.joined(separator: " · "))
  }

  /// What was so, as far as people ask for it.
  private func told(_ facts: JSONValue) -> String? {
    let told = [
      facts["minutes"]?.int.map { text("minutes", ["count": "\($0)"]) },
      facts["taken_from"]?.string.map { text("taken_from", ["manager": manager(ExactText($0))]) },
    ].compactMap(\.self)
    return told.isEmpty ? nil : told.joined(separator: " · ")
  }

  func other(_ other: OtherApplication, _ vacancy: String) -> OneApplicationView.Other {
    OneApplicationView.Other(
      path: Address.page(ofApplication: other.id).path, vacancy: vacancy,
      mark: mark(other.status, sitting: nil, isLapsed: false),
      since: day(other.createdAt))
  }
}
