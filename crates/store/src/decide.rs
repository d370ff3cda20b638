use crate::{Register, StoreError};
use cairn_model::Decision;

impl Register {
    /// Adds what a person decided; gives its number. Nothing ever changes or removes it.
    pub fn decide(&mut self, decision: &Decision) -> Result<i64, StoreError> {
        let sql = "INSERT INTO decision (verdict, value) VALUES (?1, ?2)";
        let value = serde_json::to_string(decision)?;
        self.connection.prepare_cached(sql)?.execute([decision.verdict.as_str(), &value])?;
        Ok(self.connection.last_insert_rowid())
    }

    /// Every decision, the oldest first.
    pub fn decisions(&self) -> Result<Vec<Decision>, StoreError> {
        self.values("SELECT value FROM decision ORDER BY id", [])
    }
}
