import Contracts
import FoundationEssentials
import ServiceKit

/// Where an application stands, and what its holder can do there.
struct HolderView: PageData {
  static let template = "holder"

  /// Of this page, to which its forms go.
  let address: String
  let greeting: String?
  /// The title of the vacancy.
  let vacancy: String?
  let told: String
  /// What was said to what was wanted last.
  let result: String?
  let mistakes: MistakeSummary?
  let isWorking: Bool
  let isUnconfirmed: Bool
  let photo: Photo?
  let confirm: Confirm?
  /// Where one goes on.
  let way: Way?
  let moreTime: MoreTimeView?
  let canResend: Bool
  let leave: Way?

  struct Way {
    let address: String
    let label: String
  }

  /// The picture that goes with an application. It is sent by a form of its own, so that no mistake
  /// in another field loses it.
  struct Photo {
    let address: String
    let isThere: Bool
    let field: FieldView
  }

  /// What can be corrected before an application is confirmed.
  struct Confirm {
    let email: String
    let fields: [FieldView]
    /// For how long what.
    let promise: String
  }

  static var example: HolderView {
    HolderView(
      address: "/portal/token", greeting: "Hello, Tom.", vacancy: "Household helper",
      told: "It is here.", result: "Too many letters", mistakes: .example, isWorking: true,
      isUnconfirmed: true,
      photo: Photo(address: "/portal/token/photo", isThere: true, field: .example),
      confirm: Confirm(
        email: "tom@x.example", fields: [.example], promise: "We keep this for the application."),
      way: Way(address: "/portal/token/test", label: "To the test"), moreTime: .example,
      canResend: true, leave: Way(address: "/portal/token/withdraw", label: "Withdraw"))
  }
}

/// Time that somebody needs who cannot be as fast as others (WCAG 2.2.1). The partial `more-time`.
struct MoreTimeView {
  let address: String
  let field: FieldView
  /// It is asked for and not decided, so that it is not asked for again.
  let isAsked: Bool

  private static let form = PageForm(PageForm.Field("why"))

  static let example = MoreTimeView(address: "/portal/token", field: .example, isAsked: true)
}

extension MoreTimeView {
  init?(_ record: HolderRecord, _ address: HolderAddress, _ visit: PublicVisit) {
    guard let field = visit.fields(of: Self.form).first else { return nil }
    self.init(
      address: address.page, field: field,
      isAsked: visit.problem == nil && record.waiting.contains(.moreTime))
  }
}

extension HolderView {
  private static let form = PageForm(
    PageForm.Field("name", ownersOwn: "name"), PageForm.Field("phone", .phone, ownersOwn: "tel"),
    PageForm.Field("age", .wholeNumber), PageForm.Field("breed"), PageForm.Field("coat_colour"))

  private static let photoForm = PageForm(
    PageForm.Field(
      "photo",
      refusedBy: [
        "content-too-large", "unsupported-media-type", "photo-broken", "photo-too-many-pixels",
        Problem.photosFull.slug,
      ]))

  /// - Parameter details: only as long as they can be corrected.
  init(
    _ record: HolderRecord, _ state: HolderState, _ details: HolderDetails?, _ times: PortalTimes,
    _ kept: KeptDays, at now: Date, _ holder: HolderAddress, _ visit: PublicVisit
  ) {
    let (texts, acts) = (visit.texts, state.acts)
    address = holder.page
    greeting = state == .deleting ? nil : record.firstName.map { texts.text("hello", ["name": $0]) }
    vacancy = record.vacancy.map { visit.language == .russian ? $0.ru.title : $0.en.title }
    told = texts.text("holder_\(state.name)_told", record.told(state, times, kept, at: now, texts))
    result = record.resultToTell(hasPhoto: details?.photo != nil, at: now)?.textKey
      .map { texts.text($0) }
    isWorking = state == .working
    isUnconfirmed = state == .unconfirmed
    let corrected = details.map { visit.fields(of: Self.form, values: $0.written.values) } ?? []
    let pictures = visit.fields(of: Self.photoForm)
    photo = details.flatMap { details in
      pictures.first.map {
        Photo(address: holder.photo, isThere: details.photo != nil, field: $0)
      }
    }
    confirm = details.map {
      Confirm(
        email: $0.written.email, fields: corrected,
        promise: texts.text("confirm_data", kept.arguments))
    }
    moreTime = acts.contains(.moreTime) ? MoreTimeView(record, holder, visit) : nil
    mistakes = visit.summary(
      details == nil ? moreTime.map { [$0.field] } ?? [] : pictures + corrected)
    canResend = acts.contains(.resend)
    leave = acts.leaving.map { Way(address: holder.leave, label: texts.text($0)) }
    way =
      switch state {
      case .invited: Way(address: holder.start, label: texts.text("to_test"))
      case .testing: Way(address: holder.overview, label: texts.text("go_on_with_test"))
      case .dropped, .withdrawn:
        Way(address: visit.address(ApplyAddress.form.path), label: texts.text("apply_again"))
      default: nil
      }
  }
}

extension ActResult.Word {
  /// Of what is said beside where the application stands; nil: that says it.
  var textKey: String? {
    switch self {
    case .alreadyOpen, .reapplyLater: nil
    case .photoMissing, .badInput, .tooMany: "result_\(rawValue)"
    }
  }
}

extension HolderRecord {
  /// What its page says of time.
  var instants: [Date] {
    [reapplyAt, resultUntil, invitation?.goodUntil, attempt?.deadline].compactMap { $0 }
  }

  /// What is put into the text of its state.
  fileprivate func told(
    _ state: HolderState, _ times: PortalTimes, _ kept: KeptDays, at now: Date,
    _ texts: LocalTexts
  ) -> [String: String] {
    var told = kept.arguments
    if let invitation {
      told["questions"] = "\(invitation.questions)"
      told["length"] = invitation.length(texts)
      told["until"] = times.minute(invitation.goodUntil)
    }
    if let attempt {
      told["end"] = times.minute(attempt.deadline)
      told["left"] = "\(attempt.minutesLeft(at: now))"
    }
    switch state {
    case .again(let from), .rejected(let from?): told["from"] = times.minute(from)
    default: break
    }
    return told
  }
}

extension HolderRecord.Attempt {
  /// A minute that has begun is one.
  fileprivate func minutesLeft(at now: Date) -> Int {
    max(0, Int((deadline.timeIntervalSince(now) / 60).rounded(.up)))
  }
}

extension HolderRecord.Invitation {
  /// How long it takes at the most, to the second: nobody is promised more.
  func length(_ texts: LocalTexts) -> String {
    let (minutes, rest) = seconds.quotientAndRemainder(dividingBy: 60)
    let parts = [("minutes", minutes), ("seconds", rest)].filter { $0.1 > 0 }
    return parts.map { texts.text("length_\($0)", ["count": "\($1)"]) }.joined(separator: " ")
  }
}

extension ApplicantDetails {
  fileprivate var values: [String: String] {
    [
      "name": name, "phone": phone, "age": "\(age)", "breed": breed, "coat_colour": coatColour,
    ]
  }
}
