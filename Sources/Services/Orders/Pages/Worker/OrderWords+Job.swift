import Contracts
import FoundationEssentials
import ServiceKit

// Orders as their workers see them: what they earn, and nothing from which the charge follows.
extension OrderWords {
  /// Where it is, as an address that leads to no map in particular: nothing is sent to anybody.
  func map(of order: Order) -> String { "geo:0,0" + queryString([("q", order.place)]) }

  /// the phone disappears a while after the end.
  func phone(of order: Order) -> (text: String, path: String)? {
    guard order.showsPhoneToWorker(at: now, for: durations.phoneVisible) else { return nil }
    return (order.phone, "tel:" + order.phone.dialled)
  }

  /// What it brings, or may still bring.
  func earning(of order: Order) -> String {
    let key =
      order.status.isOpen
      ? "job_earns" : order.earned == .zero ? "job_earned_nothing" : "job_earned"
    return text(key, ["amount": money(order.earned)])
  }

  /// - Parameter days: whose list leads to the page on which the worker says not to come, and back;
  ///   nil: it does not lead there.
  func jobCard(_ order: Order, toGiveUpIn days: Range<Date>? = nil) -> CardView {
    let path = Address.job(order.id)
    let phone = phone(of: order).map { CardView.Line($0.text, path: $0.path) }
    return CardView(
      order.serviceTypeName, path: path.path, mark: mark(order),
      person: PersonView(order.clientFirstName),
      lines: [.init(time(order.scheduledAt)), .init(order.place, path: map(of: order))]
        + [phone].compactMap(\.self) + [.init(earning(of: order))],
      ways: days.map { days in
        let ending = JobEnding.cannotCome.rawValue
        return [
          .init(
            text("job_end_\(ending)"), about: time(order.scheduledAt),
            path: path.below(ending).path + JobsFilter.query(of: days))
        ]
      } ?? [])
  }

  func jobFacts(of order: Order) -> [Summary.Fact] {
    let phone = phone(of: order)
    let told: [(key: String, value: String?, path: String?)] = [
      ("fact_when", time(order.scheduledAt), nil),
      ("job_until", clock(order.endsAt), nil),
      ("fact_place", order.place, map(of: order)),
      ("job_client", order.clientFirstName, nil),
      ("fact_phone", phone?.text, phone?.path),
      ("fact_what", order.description.isEmpty ? nil : order.description, nil),
      (
        "job_bring",
        order.packingList.isEmpty ? nil : order.packingList.joined(separator: ", "), nil
      ),
      ("job_earning", earning(of: order), nil),
    ]
    return told.compactMap { fact in
      fact.value.map { Summary.Fact(text(fact.key), $0, path: fact.path) }
    }
  }

  func jobSteps(of order: Order) -> [Steps.Step] {
    var steps: [Steps.Step] = [
      .init(.done, text("job_step_accepted"), at: time(order.createdAt))
    ]
    if let startedAt = order.startedAt {
      let kind: StatusMark.Kind = order.status.isOpen ? .underWay : .done
      steps.append(
        .init(
          kind, text("job_step_started"), at: time(startedAt),
          photo: jobPhoto(of: order, .checkIn, at: startedAt), isCurrent: order.status.isOpen))
    }
    if let outcome = order.outcome, let endedAt = order.endedAt {
      steps.append(
        .init(
          StatusMark.Kind(outcome), text("job_step_\(outcome.rawValue)"), at: time(endedAt),
          about: order.reason.map { text("job_why_\($0.rawValue)") },
          photo: jobPhoto(of: order, .report, at: endedAt), isCurrent: true))
    }
    return steps
  }

  private func jobPhoto(of order: Order, _ kind: PhotoKind, at time: Date) -> PhotoFigure? {
    order.digest(of: kind).map { digest in
      PhotoFigure(
        Address.photo(kind.rawValue, of: order.id).path,
        text("job_photo_\(kind.rawValue)"), at: clock(time), digest: digest)
    }
  }
}
