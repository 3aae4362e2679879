import Contracts
import FoundationEssentials
import ServiceKit

/// One worker to be registered.
struct WorkerEntry: Sendable {
  /// The id that the worker gets unless the e-mail is known already.
  var id: UUID
  var details: WorkerDetails

  /// What `email_key` holds: ASCII letters in lower case, all else as it is.
  var emailKey: ExactText {
    let upper = UInt8(ascii: "A")...UInt8(ascii: "Z")
    return ExactText(
      String(
        decoding: details.email.utf8.map { upper.contains($0) ? $0 | 0x20 : $0 }, as: UTF8.self))
  }
}

extension WorkerEntry {
  /// Reads the form of one worker: of POST, or of one line of an import.
  init(_ form: Form, id: UUID) throws {
    self.id = id
    details = WorkerDetails(
      name: form.text("name", WorkerDetails.nameLength),
      email: form.email(),
      phone: form.phone(),
      language: form.optionalChoice("language", Language.self),
      age: form.int("age", WorkerDetails.ageRange),
      breed: form.text("breed", WorkerDetails.breedLength),
      coatColour: form.text("coat_colour", WorkerDetails.coatColourLength),
      characteristics: Self.characteristics(form))
    try form.finish()
  }

  /// Either `characteristics`, all twenty, or the `code`, which sums them up.
  private static func characteristics(_ form: Form) -> Characteristics {
    if !form.contains("code"), !form.contains("characteristics") {
      form.mistake(in: "characteristics", .required.with(hint: ", or code instead"))
    }
    if case .object? = form.value("characteristics") {
      for name in Characteristics.names where form.value("characteristics")?[name] == nil {
        form.mistake(at: "/characteristics/\(name)", .required)
      }
    }
    return CharacteristicsChange(form).applied(to: .zero)
  }
}
