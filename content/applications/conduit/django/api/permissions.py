from rest_framework.permissions import SAFE_METHODS, BasePermission


class IsAuthorOrReadOnly(BasePermission):
    def has_object_permission(self, request, view, obj):
        if request.method in SAFE_METHODS or obj.author_id == request.user.pk:
            return True
        self.message = {obj._meta.model_name: ["forbidden"]}
        return False
