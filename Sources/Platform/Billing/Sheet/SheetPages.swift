public import ServiceKit

/// What sheets are made of: a service adds it to its own pages.
public enum SheetPages {
  public static let templates = ["sheet": PackageResources.sheet_mustache]
}

extension Setting<String?> {
  public static var invoiceAddress: Setting {
    Setting(
      "MCF_INVOICE_ADDRESS", .text, default: nil,
      "our postal address as invoices and payslips name it, its lines between semicolons; "
        + "empty: none")
  }
}
