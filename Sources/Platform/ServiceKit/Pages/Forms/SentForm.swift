import Contracts
import FoundationEssentials
import HTTPTypes
import Hummingbird

/// A form as it was sent, to be shown once more if it is refused.
struct SentForm: Sendable {
  /// By which a second press of its button is known; nil for a form without one.
  let key: String?
  /// The words of the button that was pressed, by which its page is known again; nil: it sent none.
  let act: String?
  let fields: [Field]
  /// Why it was not done; nil: it is still to be done.
  var problem: Problem?

  struct Field: Sendable {
    let name: ExactText
    let value: String
  }

  /// What the form carries besides its fields.
  static let keyField = "form_key"
  static let actField = "form_act"

  init(_ form: Form) {
    key = form.value(Self.keyField)?.string
    act = form.value(Self.actField)?.string
    fields = form.members
      .filter { !Self.own.contains($0.name) }
      .map { Field(name: $0.name, value: $0.value.string ?? "") }
  }

  func value(_ name: String) -> String {
    let name = ExactText(name)
    return fields.first { $0.name == name }?.value ?? ""
  }

  /// The form without what is ours, which is the same form whenever it is sent: from here on it is
  /// read as one of REST.
  ///
  /// - Parameter language: of the page on which it was filled in.
  static func stripped(_ form: Form, in language: Language) -> Form {
    let members = form.members.filter { !own.contains($0.name) }
    let value = JSONValue.object(members)
    return Form(
      members: members, report: form.report,
      digest: BodyDigest(value, sent: value.text.utf8), isText: true, language: language)
  }

  /// The names of what the form carries besides its fields.
  static let own = [keyField, actField, FormToken.field].map { ExactText($0) }
}

extension Visit {
  /// The key of the form that was sent: who presses its button twice, or goes back and presses it
  /// again, gets the first answer.
  ///
  /// - Parameter act: which one, where the form has buttons for several.
  /// - Returns: nil for a form that has none.
  /// - Throws: 400 if it is malformed.
  public func idempotencyKey(_ form: Form, for act: String? = nil) throws -> IdempotencyKey? {
    try sent?.key.map { key in
      try IdempotencyKey(
        header: key + (act.map { ":" + $0 } ?? ""), caller: caller.id,
        method: request.method.rawValue, path: request.uri.path, body: form.digest)
    }
  }

  /// The key of a form whose act must have one, as it must in REST: without it a second press does it
  /// twice.
  ///
  /// - Parameter act: which one, where the form has buttons for several.
  /// - Throws: 400 if it is missing or malformed.
  public func requireIdempotencyKey(
    _ form: Form, for act: String? = nil
  ) throws -> IdempotencyKey {
    guard let key = try idempotencyKey(form, for: act) else {
      throw Problem.idempotencyKeyMissing
    }
    return key
  }

  /// The key of the form that is shown: the one it had, as long as nothing else was sent by it.
  var formKey: String {
    guard let sent, let key = sent.key, sent.problem?.status != .unprocessableContent else {
      return UUID().wire
    }
    return key
  }
}
